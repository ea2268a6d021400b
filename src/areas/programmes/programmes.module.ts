import { Module } from '@nestjs/common';
import { PeopleModule } from '../people';
import { ProgrammesReader } from './programmes.reader';
import { ProgrammesResolver } from './programmes.resolver';
import { ProgrammesService } from './programmes.service';

@Module({
  imports: [PeopleModule],
  providers: [ProgrammesReader, ProgrammesService, ProgrammesResolver],
  exports: [ProgrammesReader, ProgrammesService],
})
export class ProgrammesModule {}
