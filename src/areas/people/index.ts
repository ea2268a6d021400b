export { Affiliation, Person, PersonConnection } from './person';
export { AffiliationsReader, PeopleReader, personKey } from './people.reader';
export { PeopleModule } from './people.module';
export { PeopleService } from './people.service';
export { isOrcid, tidyOrcid } from './orcid';
