import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts';
import { NotificationsModule } from '../notifications';
import { Courier, Mailroom } from './courier';
import { LetterReader } from './letter-reader';
import { LetterWriter } from './letter-writer';
import { MuteController, MuteTokens } from './mute';
import { Sorter } from './sorter';

@Module({
  imports: [AccountsModule, NotificationsModule],
  controllers: [MuteController],
  providers: [LetterReader, LetterWriter, MuteTokens, Sorter, Mailroom, Courier],
  exports: [Courier, LetterWriter],
})
export class LettersModule {}
