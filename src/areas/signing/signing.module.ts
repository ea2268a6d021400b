import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications';
import { ProjectsModule } from '../projects';
import { SignaturesModule } from '../signatures';
import { Nudges } from './nudges';
import { DelegationProjectResolver, SigningResolver } from './signing.resolver';

@Module({
  imports: [NotificationsModule, ProjectsModule, SignaturesModule],
  providers: [Nudges, SigningResolver, DelegationProjectResolver],
})
export class SigningModule {}
