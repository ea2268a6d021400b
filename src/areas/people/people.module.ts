import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { AffiliationsReader, PeopleReader } from './people.reader';
import { OrganisationPeopleResolver, PeopleResolver } from './people.resolver';
import { PeopleService } from './people.service';

@Module({
  imports: [OrganisationsModule],
  providers: [PeopleReader, AffiliationsReader, PeopleService, PeopleResolver, OrganisationPeopleResolver],
  exports: [PeopleReader, AffiliationsReader, PeopleService],
})
export class PeopleModule {}
