import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { sql } from '../../kernel/policy';
import { AchievementsReader } from '../achievements';
import { ApplicationsReader } from '../applications';
import { isDistrict, isUscc, OrganisationsReader, type Organisation } from '../organisations';
import { ProjectsReader, type Project } from '../projects';
import type { ContractParty } from './contract';
import type {
  ContractContentInput,
  ContractPartyInput,
  DraftContractFromProjectInput,
} from './contract.inputs';
import { refuse } from './contracts.messages';

/** What organisations of the platform are to contracts by: their ids, or their codes and names. */
interface Known {
  readonly byId: ReadonlyMap<string, Organisation>;
  readonly byCode: ReadonlyMap<string, Organisation>;
  readonly byName: ReadonlyMap<string, Organisation>;
}

const SCIENCE: readonly string[] = ['UNIVERSITY', 'RESEARCH_INSTITUTE', 'HOSPITAL', 'TECH_TRANSFER_CENTRE'];
const RUNNING: readonly string[] = ['APPROVED', 'IN_PROGRESS', 'COMPLETED'];

/** Finds the parties of contracts on the platform, and what an approved project says of one. */
@Injectable()
export class ContractParties {
  constructor(
    private readonly organisations: OrganisationsReader,
    private readonly projects: ProjectsReader,
    private readonly applications: ApplicationsReader,
    private readonly achievements: AchievementsReader,
  ) {}

  /** The parties as a contract names them. Refuses an unknown id, one without a name, and a wrong code. */
  async named(actor: Actor, inputs: readonly ContractPartyInput[]): Promise<ContractParty[]> {
    const ids = inputs.flatMap(({ organisationId }) => organisationId ?? []);
    for (const id of ids) await this.organisations.get(actor, id, 'organisationId');
    const known = await this.known(inputs);
    return inputs.map((input, at) => partyIn(input, at, known));
  }

  /** The organisations that these inputs may mean: three statements at most, however many inputs. */
  async known(inputs: readonly ContractPartyInput[]): Promise<Known> {
    const ids = inputs.flatMap(({ organisationId }) => organisationId ?? []);
    const codes = inputs.flatMap(({ uscc }) => uscc ?? []);
    const names = inputs.flatMap(({ name }) => name ?? []);
    const meant = sql`t.id = ANY(${ids}) OR t.uscc = ANY(${codes}) OR t.name = ANY(${names})`;
    const found = await this.organisations.list(SYSTEM, meant);
    return {
      byId: new Map(found.map((one) => [one.id, one])),
      byCode: new Map(found.flatMap((one) => (one.uscc ? [[one.uscc, one] as const] : []))),
      byName: new Map(found.map((one) => [one.name, one])),
    };
  }

  /** What a contract of an approved project says: its parties, title and money, for the parties to look over. */
  async ofProject(actor: Actor, input: DraftContractFromProjectInput): Promise<ContractContentInput> {
    const project = await this.projects.get(actor, input.projectId, 'projectId');
    if (!RUNNING.includes(project.state)) throw refuse('contracts.project', {}, ['input', 'projectId']);
    if (!actor.organisationIds.some((id) => project.partyIds.includes(id)))
      throw refuse('contracts.not-party', {}, ['input', 'projectId']);
    const known = await this.organisations.byIds(SYSTEM, project.partyIds);
    const kindOf = (id: string): string => known.get(id)!.kind;
    const science = project.partyIds.filter((id) => SCIENCE.includes(kindOf(id)));
    const mixed = science.length > 0 && science.length < project.partyIds.length;
    const sellers = mixed ? science : [project.leadId];
    const parties = project.partyIds.map((organisationId): ContractPartyInput => ({
      organisationId,
      role: sellers.includes(organisationId) ? 'SELLER' : 'BUYER',
    }));
    return {
      ...{ type: 'DEVELOPMENT', subtype: 'JOINT', undeveloped: true, priceForm: 'INSTALMENTS' },
      ...{ title: project.title, subject: project.summary, signedOn: input.signedOn, parties },
      ...{ startsOn: project.startsOn, endsOn: project.endsOn, turnover: await this.moneyOf(project) },
      ownership: project.agreement.intellectualProperty,
      patents: await this.patentsOf(actor, project),
    };
  }

  /** What was granted, or asked for, and what the parties bring in themselves. */
  private async moneyOf({ id, requestedFunding }: Project): Promise<string> {
    const application = await this.applications.activeOf(id);
    const parties = (await this.projects.partiesOf([id])).get(id) ?? [];
    const own = parties.reduce((sum, { selfFunding }) => sum.plus(selfFunding), new Big(0));
    return own.plus(application?.grantedFunding ?? requestedFunding).toFixed(2);
  }

  private async patentsOf(actor: Actor, { achievementId }: Project): Promise<string[]> {
    if (achievementId === null) return [];
    return (await this.achievements.find(actor, achievementId))?.patents ?? [];
  }
}

/** One party, from what the platform knows of it or from what the input says. */
export function partyIn(
  { role, organisationId, name, uscc, district }: ContractPartyInput,
  at: number,
  known: Known,
): ContractParty {
  const named = uscc ? known.byCode.get(uscc) : name ? known.byName.get(name) : undefined;
  const found = organisationId ? known.byId.get(organisationId) : named;
  if (found) {
    return { role, organisationId: found.id, name: found.name, uscc: found.uscc, district: found.district };
  }
  const path = ['input', 'parties', String(at)];
  if (!name) throw refuse('contracts.party-unnamed', { position: at + 1 }, path);
  if (uscc && !isUscc(uscc)) throw refuse('contracts.uscc', { value: uscc }, [...path, 'uscc']);
  if (district && !isDistrict(district))
    throw refuse('contracts.district', { value: district }, [...path, 'district']);
  return { role, organisationId: null, name, uscc: uscc ?? null, district: district ?? null };
}
