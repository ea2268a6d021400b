import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ContactsReader } from './contacts';
import { ContactsService } from './contacts.service';
import { SeriesReader } from './series.reader';
import { SeriesResolver } from './series.resolver';

@Module({
  imports: [OrganisationsModule, PeopleModule],
  providers: [SeriesReader, ContactsReader, ContactsService, SeriesResolver],
  exports: [SeriesReader, ContactsService],
})
export class SeriesModule {}
