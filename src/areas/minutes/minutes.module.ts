import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions';
import { AgendasModule } from '../agendas';
import { LiaisonModule } from '../liaison';
import { PeopleModule } from '../people';
import { MinutesReader } from './minutes.reader';
import { MinutesResolver, MinutesVersionResolver } from './minutes.resolver';
import { MinutesRegisters, MinutesService } from './minutes.service';

@Module({
  imports: [PeopleModule, LiaisonModule, ActionsModule, AgendasModule],
  providers: [MinutesReader, MinutesRegisters, MinutesService, MinutesResolver, MinutesVersionResolver],
  exports: [MinutesReader, MinutesService],
})
export class MinutesModule {}
