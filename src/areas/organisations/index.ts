export {
  Organisation,
  OrganisationConnection,
  ORGANISATION_KINDS,
  type OrganisationKind,
} from './organisation';
export { RegisterOrganisationInput } from './organisation.inputs';
export { organisationVerified } from './organisation.facts';
export { OrganisationsModule } from './organisations.module';
export { OrganisationsReader } from './organisations.reader';
export { OrganisationsService } from './organisations.service';
export { DISTRICTS, isDistrict } from './districts';
export { isSector, isUscc, usccCheck } from './codes';
