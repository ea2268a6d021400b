export { OfProjectReader, readableWithProject, ROUND_TERMS } from './of-project';
export { GrantLine, TaskBook, type PlannedIndicator, type TaskBookPlan } from './taskbook';
export { GrantLineInput } from './taskbook.inputs';
export { taskBookConfirmed } from './taskbook.lifecycle';
export { budgetFault, budgetIn } from './plan';
export { TaskBooksModule } from './taskbooks.module';
export { TaskBooksReader } from './taskbooks.reader';
export { TaskBooksService } from './taskbooks.service';
