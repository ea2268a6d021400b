import type { Type } from '@nestjs/common';
import { AcceptancesModule } from './areas/acceptances';
import { AccountsModule } from './areas/accounts';
import { AchievementsModule } from './areas/achievements';
import { ActionsModule } from './areas/actions';
import { AgendasModule } from './areas/agendas';
import { AlertsModule } from './areas/alerts';
import { ApplicationsModule } from './areas/applications';
import { ChecksModule } from './areas/checks';
import { DocumentsModule } from './areas/documents';
import { AttachmentsModule } from './areas/attachments';
import { DraftsModule } from './areas/drafts';
import { DeterminationsModule } from './areas/determinations';
import { ChangesModule } from './areas/changes';
import { DeadlinesModule } from './areas/deadlines';
import { AssignmentsModule } from './areas/assignments';
import { BoardsModule } from './areas/boards';
import { CalendarsModule } from './areas/calendars';
import { CasefilesModule } from './areas/casefiles';
import { ContractRulesModule } from './areas/contractrules';
import { ContractsModule } from './areas/contracts';
import { ConflictsModule } from './areas/conflicts';
import { EmbeddingsModule } from './areas/embeddings';
import { ExpertsModule } from './areas/experts';
import { FundsModule } from './areas/funds';
import { GlossaryModule } from './areas/glossary';
import { GrantsModule } from './areas/grants';
import { GuidanceModule } from './areas/guidance';
import { InsightsModule } from './areas/insights';
import { InterestsModule } from './areas/interests';
import { LettersModule } from './areas/letters';
import { LedgerModule } from './areas/ledger';
import { LiaisonModule } from './areas/liaison';
import { LotteriesModule } from './areas/lotteries';
import { MatchingModule } from './areas/matching';
import { MinutesModule } from './areas/minutes';
import { NeedsModule } from './areas/needs';
import { NewsModule } from './areas/news';
import { NotificationsModule } from './areas/notifications';
import { ObjectionsModule } from './areas/objections';
import { OrganisationsModule } from './areas/organisations';
import { PanelsModule } from './areas/panels';
import { PeopleModule } from './areas/people';
import { PlansModule } from './areas/plans';
import { ProgrammesModule } from './areas/programmes';
import { ProgressModule } from './areas/progress';
import { ProjectsModule } from './areas/projects';
import { RecordsModule } from './areas/records';
import { ReconsiderationsModule } from './areas/reconsiderations';
import { RemindersModule } from './areas/reminders';
import { ReviewersModule } from './areas/reviewers';
import { ReviewsModule } from './areas/reviews';
import { RegistersModule } from './areas/registers';
import { RelevanceModule } from './areas/relevance';
import { RobotsModule } from './areas/robots';
import { RoundsModule } from './areas/rounds';
import { SeriesModule } from './areas/series';
import { SignaturesModule } from './areas/signatures';
import { SigningModule } from './areas/signing';
import { TargetsModule } from './areas/targets';
import { TaskBooksModule } from './areas/taskbooks';
import { VerdictsModule } from './areas/verdicts';
import { VersionsModule } from './areas/versions';

/** The areas in the order of the business: each may import those before it, never those after. */
export const AREAS: readonly Type[] = [
  OrganisationsModule,
  PeopleModule,
  AccountsModule,
  RobotsModule,
  NotificationsModule,
  LettersModule,
  GlossaryModule,
  NeedsModule,
  GuidanceModule,
  AchievementsModule,
  InterestsModule,
  VerdictsModule,
  RelevanceModule,
  EmbeddingsModule,
  MatchingModule,
  InsightsModule,
  AlertsModule,
  ProgrammesModule,
  AttachmentsModule,
  PlansModule,
  VersionsModule,
  SignaturesModule,
  ProjectsModule,
  SigningModule,
  DocumentsModule,
  DraftsModule,
  RoundsModule,
  ChecksModule,
  ApplicationsModule,
  ObjectionsModule,
  ReviewersModule,
  ConflictsModule,
  ExpertsModule,
  LotteriesModule,
  ReviewsModule,
  PanelsModule,
  DeterminationsModule,
  ReconsiderationsModule,
  DeadlinesModule,
  TaskBooksModule,
  ChangesModule,
  ProgressModule,
  AcceptancesModule,
  LedgerModule,
  FundsModule,
  GrantsModule,
  ContractRulesModule,
  ContractsModule,
  RegistersModule,
  AssignmentsModule,
  SeriesModule,
  LiaisonModule,
  ActionsModule,
  RemindersModule,
  TargetsModule,
  AgendasModule,
  MinutesModule,
  RecordsModule,
  CalendarsModule,
  BoardsModule,
  CasefilesModule,
  NewsModule,
];
