import { Contract, contractRecorded } from '../../src/areas/contracts';
import type { Topic } from '../../src/kernel/facts';
import { newId, publicId } from '../../src/kernel/ids';
import type { TestApp } from './app';
import type { Row, Subject } from './matrix';
import { OFFICERS, OWNERS, put, statesOf, TOLD } from './tenants';

/** Contracts that tju sells to the enterprise: the two of them know, and once it was filed the bureau. */
export async function contracts(app: TestApp): Promise<Subject> {
  const [buyer, seller] = [
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('tju'),
  ];
  const rows: Row[] = [];
  for (const state of statesOf('contract')) {
    const uuid = newId(new Date());
    const content = {
      ...{ type: 'DEVELOPMENT', subtype: 'COMMISSIONED', regime: 'MEASURES_2026', title: '秘密的合同' },
      ...{ signedOn: '2026-03-02', turnover: '1', parties: [], partyIds: [seller, buyer], sellerId: seller },
      ...{ organisationId: seller, fingerprint: uuid, decidedOn: '2026-03-02' },
    } satisfies Partial<Contract>;
    await put(app, Contract, { id: uuid, state, ...content });
    const seers = [...OWNERS, ...TOLD, ...(state === 'DRAFT' ? [] : OFFICERS)];
    rows.push({ uuid, name: `contract ${state}`, seers });
  }
  const filters = [
    ...['filter: { text: "秘密" }', 'filter: { states: [DRAFT, FILED] }', 'filter: { types: [DEVELOPMENT] }'],
    `filter: { organisationId: "${publicId('org', buyer)}" }`,
  ];
  return {
    ...{ prefix: 'contract', one: 'contract', history: true, rows },
    topic: contractRecorded as Topic<never>,
    lists: [{ path: ['contracts'], filters }],
  };
}
