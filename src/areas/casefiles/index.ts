export { checkCaseFile } from './case.check';
export { CasefilesModule } from './casefiles.module';
