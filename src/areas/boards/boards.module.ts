import { Module } from '@nestjs/common';
import { RoundsModule } from '../rounds';
import { BoardsController } from './boards.controller';
import { RoundBoardResolver, RoundWorkbookResolver } from './boards.resolver';
import { RoundBoardReader } from './round-board.reader';
import { RoundWorkbook } from './round-workbook';

/** What the bureau looks at a round with: the board on the screen, the workbook to take away. */
@Module({
  imports: [RoundsModule],
  controllers: [BoardsController],
  providers: [RoundBoardReader, RoundWorkbook, RoundBoardResolver, RoundWorkbookResolver],
})
export class BoardsModule {}
