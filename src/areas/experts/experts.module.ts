import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { ConflictsModule } from '../conflicts';
import { InsightsModule } from '../insights';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { DrawsReader } from './draws.reader';
import { ApplicationDrawsResolver, DrawsResolver, SuggestionsResolver } from './draws.resolver';
import { DrawsService } from './draws.service';
import { Knowledge } from './knowledge';
import { SuggestionsReader } from './suggestions.reader';

@Module({
  imports: [PeopleModule, InsightsModule, ProjectsModule, ApplicationsModule, ConflictsModule],
  providers: [
    DrawsReader,
    DrawsService,
    Knowledge,
    SuggestionsReader,
    DrawsResolver,
    ApplicationDrawsResolver,
    SuggestionsResolver,
  ],
  exports: [DrawsReader, DrawsService, Knowledge],
})
export class ExpertsModule {}
