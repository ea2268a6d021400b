export { ASSIGNMENT_FORMAT, verifyAssignment } from './assignment-record';
export { AssignmentsModule } from './assignments.module';
