import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions';
import { AgendasModule } from '../agendas';
import { LiaisonModule } from '../liaison';
import { MinutesModule } from '../minutes';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { LiaisonBoardReader } from './board.reader';
import { RecordsController } from './records.controller';
import { MeetingRecordResolver, SeriesRecordResolver } from './records.resolver';
import { RecordReaders, RecordsService } from './records.service';

@Module({
  imports: [OrganisationsModule, PeopleModule, LiaisonModule, ActionsModule, AgendasModule, MinutesModule],
  controllers: [RecordsController],
  providers: [LiaisonBoardReader, RecordReaders, RecordsService, MeetingRecordResolver, SeriesRecordResolver],
})
export class RecordsModule {}
