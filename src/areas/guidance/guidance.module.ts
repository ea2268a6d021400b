import { Module } from '@nestjs/common';
import { NeedsModule } from '../needs';
import { GuidanceResolver } from './guidance.resolver';

@Module({ imports: [NeedsModule], providers: [GuidanceResolver] })
export class GuidanceModule {}
