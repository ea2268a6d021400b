import { Module } from '@nestjs/common';
import { PeopleModule } from '../people';
import { ReviewsModule } from '../reviews';
import { PanelsJobs } from './panels.jobs';
import { PanelsReader } from './panels.reader';
import { ApplicationPanelResolver, PanelsResolver } from './panels.resolver';
import { PanelsService } from './panels.service';

@Module({
  imports: [PeopleModule, ReviewsModule],
  providers: [PanelsReader, PanelsService, PanelsResolver, ApplicationPanelResolver, PanelsJobs],
  exports: [PanelsReader, PanelsService],
})
export class PanelsModule {}
