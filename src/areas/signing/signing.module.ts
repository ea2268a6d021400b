import { Module } from '@nestjs/common';
import { ProjectsModule } from '../projects';
import { SignaturesModule } from '../signatures';
import { NudgeBook, Nudges } from './nudges';
import { DelegationProjectResolver, SigningResolver } from './signing.resolver';

@Module({
  imports: [ProjectsModule, SignaturesModule],
  providers: [NudgeBook, Nudges, SigningResolver, DelegationProjectResolver],
})
export class SigningModule {}
