export { BoardsModule } from './boards.module';
