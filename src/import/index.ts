export { runImport } from './command';
