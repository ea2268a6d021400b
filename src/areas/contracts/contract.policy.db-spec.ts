import { actorWith } from '../../../test/support/actors';
import { disagreements } from '../../../test/support/agreement';
import { startApp, type TestApp } from '../../../test/support/app';
import { ANONYMOUS, SYSTEM } from '../../kernel/actor';
import { newId } from '../../kernel/ids';
import { permits } from '../../kernel/policy';
import { Contract } from './contract';
import { contractPolicy } from './contract.kind';
import { CONTRACT_STATES, contractLifecycle } from './contract.lifecycle';
import { ContractsReader } from './contracts.reader';

let app: TestApp;
let actors: Record<string, ReturnType<typeof actorWith>>;
let records: Contract[];

beforeAll(async () => {
  app = await startApp();
  const [seller, buyer, entrant] = [
    await app.personas.organisation('isl'),
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('panel'),
  ];
  actors = {
    anonymous: ANONYMOUS,
    system: SYSTEM,
    guest: actorWith(),
    seller: actorWith({ organisationIds: [seller] }),
    'member of the seller': actorWith({ organisationIds: [seller], representedIds: [] }),
    buyer: actorWith({ organisationIds: [buyer] }),
    'who entered it': actorWith({ organisationIds: [entrant] }),
    rival: actorWith({ organisationIds: [newId(new Date())] }),
    bureau: actorWith({ roles: ['BUREAU_OFFICER'] }),
    'bureau and buyer': actorWith({ organisationIds: [buyer], roles: ['BUREAU_OFFICER'] }),
    reviewer: actorWith({ roles: ['REVIEWER'] }),
    admin: actorWith({ roles: ['ADMIN'] }),
  };
  records = CONTRACT_STATES.map((state) => {
    const id = newId(new Date());
    const content = {
      ...{ type: 'SERVICE', regime: 'RULES_2001', title: '合同', signedOn: '2025-01-01', turnover: '1' },
      ...{ parties: [], partyIds: [seller, buyer], sellerId: seller, organisationId: entrant },
    } as const;
    return Object.assign(new Contract(), content, { id, version: 1, state, fingerprint: id });
  });
  await app.dataSource.manager.insert(Contract, records);
});
afterAll(() => app.close());

it('who may know of a contract is the same for a list as for one record', async () => {
  const reader = app.get(ContractsReader);
  const name = ({ state }: Contract): string => state;
  const found = await disagreements({ reader, policy: contractPolicy, actors, records, name });
  expect(found.wrong).toEqual([]);
  expect(Math.min(found.seen, found.hidden)).toBeGreaterThan(30);
});

it('who may take which step: the seller files, asks and objects, the bureau decides, on nothing of its own', () => {
  const may = (who: string, state: string): string[] => {
    const record = records.find((one) => one.state === state)!;
    return contractLifecycle.verbs
      .filter((verb) => permits(contractPolicy, actors[who]!, verb, record))
      .sort();
  };
  const decides = [
    'RETURN',
    'REFER',
    'REGISTER',
    'REFUSE',
    'UPHOLD',
    'OVERRULE',
    'CHANGE',
    'DECLINE_CHANGE',
    'CANCEL',
  ];
  expect(may('seller', 'FILED')).toEqual(['ASK_CHANGE', 'FILE', 'OBJECT', 'WITHDRAW']);
  expect(may('bureau', 'FILED')).toEqual(decides.sort());
  for (const who of [
    'buyer',
    'member of the seller',
    'bureau and buyer',
    'reviewer',
    'admin',
    'guest',
    'anonymous',
  ])
    expect([who, may(who, 'FILED')]).toEqual([who, []]);
  expect([may('who entered it', 'DRAFT'), may('who entered it', 'FILED')]).toEqual([['WITHDRAW'], []]);
});
