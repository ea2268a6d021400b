import { Module } from '@nestjs/common';
import { OrganisationsReader, PlatformsReader } from './organisations.reader';
import { OrganisationsResolver } from './organisations.resolver';
import { OrganisationsService } from './organisations.service';

@Module({
  providers: [OrganisationsReader, PlatformsReader, OrganisationsService, OrganisationsResolver],
  exports: [OrganisationsReader, OrganisationsService],
})
export class OrganisationsModule {}
