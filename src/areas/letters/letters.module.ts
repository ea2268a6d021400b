import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts';
import { NotificationsModule } from '../notifications';
import { RobotsModule } from '../robots';
import { Courier, Mailroom } from './courier';
import { GroupPost } from './group-post';
import { LetterReader } from './letter-reader';
import { LetterWriter } from './letter-writer';
import { MuteController, MuteTokens } from './mute';
import { Sorter } from './sorter';

@Module({
  imports: [AccountsModule, NotificationsModule, RobotsModule],
  controllers: [MuteController],
  providers: [LetterReader, LetterWriter, MuteTokens, Sorter, GroupPost, Mailroom, Courier],
  exports: [Courier, LetterWriter],
})
export class LettersModule {}
