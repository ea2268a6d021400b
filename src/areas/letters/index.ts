export { Courier } from './courier';
export type { Entry } from './letter-reader';
export { LetterWriter } from './letter-writer';
export { LettersModule } from './letters.module';
