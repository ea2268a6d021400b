import { Module } from '@nestjs/common';
import { AllowedHosts } from '../../kernel/allowed-hosts';
import { Config } from '../../kernel/config';
import { Outward } from '../../kernel/outward';
import { SecretBox } from '../../kernel/secret-box';
import { OrganisationsModule } from '../organisations';
import { RobotLine, RobotSender } from './robot-sender';
import { RobotTurns } from './robot-turns';
import { RobotsReader } from './robots.reader';
import { RobotsResolver } from './robots.resolver';
import { RobotsAndOwners, RobotsService } from './robots.service';

@Module({
  imports: [OrganisationsModule],
  providers: [
    {
      provide: Outward,
      inject: [Config],
      useFactory: ({ robotHosts }: Config) => new Outward(new AllowedHosts(robotHosts)),
    },
    {
      provide: SecretBox,
      inject: [Config],
      useFactory: ({ secretsKeys }: Config) => new SecretBox(secretsKeys),
    },
    RobotsReader,
    RobotLine,
    RobotTurns,
    RobotSender,
    RobotsAndOwners,
    RobotsService,
    RobotsResolver,
  ],
  exports: [RobotsReader, RobotSender],
})
export class RobotsModule {}
