import { ANONYMOUS, SYSTEM } from '../../kernel/actor';
import { newId } from '../../kernel/ids';
import { permits } from '../../kernel/policy';
import { actorWith } from '../../../test/support/actors';
import { disagreements } from '../../../test/support/agreement';
import { startApp, type TestApp } from '../../../test/support/app';
import { VISIBILITIES } from '../../kernel/visibility';
import { Need } from './need';
import { NEED_STATES, needLifecycle } from './need.lifecycle';
import { needPolicy } from './need.policy';
import { NeedsReader } from './needs.reader';

let app: TestApp;
let owner: string;
let told: string;
let actors: Record<string, ReturnType<typeof actorWith>>;
let records: Need[];

/** Every state × visibility × whom it was disclosed to. */
const all = (): Need[] =>
  NEED_STATES.flatMap((state) =>
    VISIBILITIES.flatMap((visibility) =>
      [[], [told]].map((disclosedTo) =>
        Object.assign(new Need(), {
          ...{ id: newId(new Date()), version: 1, state, visibility, disclosedTo, organisationId: owner },
          ...{ title: '标题', description: '描述', keywords: [], sectors: [], metrics: [] },
        }),
      ),
    ),
  );

beforeAll(async () => {
  app = await startApp();
  [owner, told] = [await app.personas.organisation('enterprise'), await app.personas.organisation('tju')];
  actors = {
    anonymous: ANONYMOUS,
    system: SYSTEM,
    guest: actorWith(),
    owner: actorWith({ organisationIds: [owner] }),
    'member who does not represent': actorWith({ organisationIds: [owner], representedIds: [] }),
    'owner not verified': actorWith({ organisationIds: [owner], verified: false }),
    rival: actorWith({ organisationIds: [newId(new Date())] }),
    'rival not verified': actorWith({ organisationIds: [newId(new Date())], verified: false }),
    'who was told': actorWith({ organisationIds: [told] }),
    'told, not verified': actorWith({ organisationIds: [told], verified: false }),
    bureau: actorWith({ roles: ['BUREAU_OFFICER'] }),
    'bureau and owner': actorWith({ organisationIds: [owner], roles: ['BUREAU_OFFICER'] }),
    reviewer: actorWith({ roles: ['REVIEWER'] }),
    admin: actorWith({ roles: ['ADMIN'] }),
  };
  records = all();
  await app.dataSource.manager.insert(Need, records);
});
afterAll(() => app.close());

describe('who may know of a need', () => {
  it('is the same for a list as for one record', async () => {
    const name = ({ state, visibility, disclosedTo }: Need): string =>
      `${state} ${visibility} ${disclosedTo.length}`;
    const found = await disagreements({
      reader: app.get(NeedsReader),
      policy: needPolicy,
      actors,
      records,
      name,
    });
    expect(found.wrong).toEqual([]);
    expect(Math.min(found.seen, found.hidden)).toBeGreaterThan(100);
  });

  const seenBy = (who: string): string[] =>
    records
      .filter((need) => permits(needPolicy, actors[who]!, 'read', need) && need.disclosedTo.length === 0)
      .map(({ state, visibility }) => `${state} ${visibility}`)
      .sort();

  it('is, of what was not disclosed, this', () => {
    expect(seenBy('owner')).toHaveLength(24);
    expect(seenBy('anonymous')).toEqual(['MATCHED PUBLIC', 'OPEN PUBLIC']);
    expect(seenBy('rival not verified')).toEqual(['MATCHED PUBLIC', 'OPEN PUBLIC']);
    expect(seenBy('rival')).toEqual(['MATCHED MEMBERS', 'MATCHED PUBLIC', 'OPEN MEMBERS', 'OPEN PUBLIC']);
    expect(seenBy('admin')).toEqual(['MATCHED PUBLIC', 'OPEN PUBLIC']);
    expect(seenBy('bureau').filter((name) => name.startsWith('DRAFT'))).toEqual([]);
    expect(seenBy('bureau')).toHaveLength(21);
  });
});

describe('who may do what', () => {
  const may = (verb: (typeof needLifecycle.verbs)[number]): string[] =>
    Object.keys(actors).filter((who) => permits(needPolicy, actors[who]!, verb, records[0]!));
  const owners = ['owner', 'member who does not represent', 'owner not verified', 'bureau and owner'];

  it.each([
    ['SUBMIT', ['system', ...owners]],
    ['WITHDRAW', ['system', ...owners]],
    ['REOPEN', ['system', ...owners]],
    ['APPROVE', ['system', 'bureau']],
    ['RETURN', ['system', 'bureau']],
    ['REJECT', ['system', 'bureau']],
    ['CLOSE', ['system', ...owners, 'bureau']],
    ['MATCH', ['system']],
    ['EXPIRE', ['system']],
  ] as const)('%s', (verb, who) => expect(may(verb).sort()).toEqual([...new Set(who)].sort()));
});
