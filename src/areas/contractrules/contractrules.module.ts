import { Module } from '@nestjs/common';

/** The rules on technology contracts: pure, so there is nothing to provide. */
@Module({})
export class ContractRulesModule {}
