import { Global, Module } from '@nestjs/common';
import { AchievementsModule } from '../achievements';
import { ApplicationsModule, Impartiality } from '../applications';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { RelevanceModule } from '../relevance';
import { ReviewersModule } from '../reviewers';
import { Cases, CaseSources } from './cases';
import { ApplicationDismissalsResolver, ConflictsResolver } from './conflicts.resolver';
import { ConflictsService } from './conflicts.service';
import { DismissalsReader } from './dismissals.reader';
import { DismissalsService } from './dismissals.service';
import { Dossiers, Pool } from './dossiers';

/** Global, since applications stand upstream and ask whether an officer may decide. */
@Global()
@Module({
  imports: [
    OrganisationsModule,
    PeopleModule,
    AchievementsModule,
    RelevanceModule,
    ProjectsModule,
    ApplicationsModule,
    ReviewersModule,
  ],
  providers: [
    CaseSources,
    Cases,
    Pool,
    Dossiers,
    DismissalsReader,
    ConflictsService,
    { provide: Impartiality, useExisting: ConflictsService },
    DismissalsService,
    ConflictsResolver,
    ApplicationDismissalsResolver,
  ],
  exports: [Cases, Dossiers, ConflictsService, Impartiality],
})
export class ConflictsModule {}
