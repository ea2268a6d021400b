export { type Case, type Dossier } from './case';
export { Cases } from './cases';
export { hindrancesOf, loadOf, mostOf } from './conflicts';
export { ConflictsModule } from './conflicts.module';
export { ConflictsService } from './conflicts.service';
export { Dossiers } from './dossiers';
export { Conflict, type FoundConflict } from './grounds';
export { officer, officerSql, ofParty, ofPartySql, type OfProject } from './officers';
