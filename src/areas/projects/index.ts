export { MATTERS, signedText, unsettled } from './agreement';
export {
  Agreement,
  PartyRoleEnum,
  Project,
  ProjectConnection,
  ProjectParty,
  type PartyRole,
} from './project';
export { insider as projectInsider } from './project.policy';
export type { ProposeProjectInput } from './project.inputs';
export { projectKind } from './project.kind';
export {
  lead,
  leadRepresentative,
  officer as impartialOfficer,
  party as projectParty,
} from './project.policy';
export * from './project.lifecycle';
export { ProjectProgress, type Amendment } from './project.progress';
export { ProjectsModule } from './projects.module';
export { ProjectsReader } from './projects.reader';
export { ProjectsService } from './projects.service';
