import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { NeedsJobs } from './needs.jobs';
import { NeedsReader } from './needs.reader';
import { NeedsResolver, OrganisationNeedsResolver } from './needs.resolver';
import { NeedsService } from './needs.service';

@Module({
  imports: [OrganisationsModule],
  providers: [NeedsReader, NeedsService, NeedsResolver, OrganisationNeedsResolver, NeedsJobs],
  exports: [NeedsReader, NeedsService],
})
export class NeedsModule {}
