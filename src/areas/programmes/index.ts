export { Criterion, Programme } from './programme';
export { ProgrammesModule } from './programmes.module';
export { ProgrammesReader } from './programmes.reader';
export { ProgrammesService } from './programmes.service';
export { term, spelledOut, type Terms } from './term';
