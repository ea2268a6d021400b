import { createHash } from 'node:crypto';
import Big from 'big.js';
import { canonical } from '../../kernel/canonical';
import type { Refusal } from '../../kernel/messages';
import { regimeOf, SUBTYPES_OF } from '../contractrules';
import type { Contract, ContractParty } from './contract';
import type { ContractContentInput } from './contract.inputs';
import { refuse } from './contracts.messages';

/** What a contract says, as it is kept. */
export type ContractContent = Pick<
  Contract,
  keyof ContractContentInput | 'partyIds' | 'sellerId' | 'district' | 'regime' | 'fingerprint'
>;

/** The amounts of a contract; null where not told. */
export type Amounts = Pick<Contract, 'turnover' | 'technologyValue' | 'technologyIncome'>;

const above = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && new Big(one).gt(other);

/** Why amounts cannot stand together: 0 ≤ technology income ≤ technology value ≤ turnover. */
export function amountsFault({ turnover, technologyValue, technologyIncome }: Amounts): Refusal | undefined {
  if (above(technologyValue, turnover))
    return refuse('contracts.technology-above', {}, ['input', 'technologyValue']);
  if (above(technologyIncome, technologyValue ?? turnover))
    return refuse('contracts.income-above', {}, ['input', 'technologyIncome']);
  return undefined;
}

type Parties = Pick<Contract, 'parties' | 'partyIds' | 'sellerId' | 'district'>;

/** What follows from the parties: who is on the platform, and who registers. */
export function partiesOf(parties: readonly ContractParty[]): Parties {
  const seller = parties.find(({ role }) => role === 'SELLER');
  const others = parties.filter((party) => party !== seller);
  const ids = parties.flatMap(({ organisationId }) => organisationId ?? []);
  return {
    parties: seller ? [seller, ...others] : others,
    partyIds: [...new Set(ids)],
    sellerId: seller?.organisationId ?? null,
    district: seller?.district ?? null,
  };
}

/** The contract that an input and its parties make. Refuses what can never be right, on `today` in Asia/Shanghai. */
export function composed(
  input: ContractContentInput,
  parties: readonly ContractParty[],
  today: string,
): ContractContent {
  const { type, title, signedOn } = input;
  const subtype = input.subtype ?? null;
  if (subtype !== null && !SUBTYPES_OF[type].includes(subtype))
    throw refuse('contracts.subtype', { subtype }, ['input', 'subtype']);
  if (signedOn > today) throw refuse('contracts.signed-later', {}, ['input', 'signedOn']);
  const amounts = {
    turnover: input.turnover,
    technologyValue: input.technologyValue ?? null,
    technologyIncome: input.technologyIncome ?? null,
  };
  const validity = { startsOn: input.startsOn ?? null, endsOn: input.endsOn ?? null };
  const fault = amountsFault(amounts) ?? validityFault(validity);
  if (fault) throw fault;
  return {
    ...{ type, subtype, title, signedOn, ...validity, ...amounts },
    ...partiesOf(parties),
    ...{ subject: input.subject ?? null, priceForm: input.priceForm ?? null },
    ...{ royaltyTerms: input.royaltyTerms ?? null, patents: input.patents ?? [] },
    ...{ licence: input.licence ?? null, undeveloped: input.undeveloped ?? false },
    ...{ ownership: input.ownership ?? null, improvements: input.improvements ?? null },
    regime: regimeOf(signedOn),
    fingerprint: fingerprintOf({ title, signedOn, parties, turnover: input.turnover }),
  };
}

/** Why a validity cannot be. */
export const validityFault = ({
  startsOn,
  endsOn,
}: Pick<Contract, 'startsOn' | 'endsOn'>): Refusal | undefined =>
  startsOn !== null && endsOn !== null && endsOn < startsOn
    ? refuse('contracts.ends-early', {}, ['input', 'endsOn'])
    : undefined;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '')
    .toLowerCase();

/** The same for the same contract, however it is spelt. */
function fingerprintOf({
  title,
  signedOn,
  parties,
  turnover,
}: Pick<Contract, 'title' | 'signedOn' | 'turnover'> & { parties: readonly ContractParty[] }): string {
  const names = parties.map(({ role, name }) => `${role} ${plain(name)}`).sort();
  const same = canonical([plain(title), signedOn, names, new Big(turnover).toFixed(2)]);
  return createHash('sha256').update(same).digest('hex');
}
