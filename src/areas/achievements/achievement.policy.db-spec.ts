import { ANONYMOUS, SYSTEM } from '../../kernel/actor';
import { newId } from '../../kernel/ids';
import { permits } from '../../kernel/policy';
import { actorWith } from '../../../test/support/actors';
import { disagreements } from '../../../test/support/agreement';
import { startApp, type TestApp } from '../../../test/support/app';
import { VISIBILITIES } from '../../kernel/visibility';
import { Achievement } from './achievement';
import { ACHIEVEMENT_STATES, achievementLifecycle } from './achievement.lifecycle';
import { achievementPolicy } from './achievement.policy';
import { AchievementsReader } from './achievements.reader';

let app: TestApp;
let owner: string;
let told: string;
let actors: Record<string, ReturnType<typeof actorWith>>;
let records: Achievement[];

/** Every state × visibility × whom it was disclosed to. */
const all = (): Achievement[] =>
  ACHIEVEMENT_STATES.flatMap((state) =>
    VISIBILITIES.flatMap((visibility) =>
      [[], [told]].map((disclosedTo) =>
        Object.assign(new Achievement(), {
          ...{ id: newId(new Date()), version: 1, state, visibility, disclosedTo, organisationId: owner },
          ...{ title: '标题', abstract: '摘要', keywords: [], trl: null, patents: [], modes: [] },
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
  await app.dataSource.manager.insert(Achievement, records);
});
afterAll(() => app.close());

describe('who may know of an achievement', () => {
  it('is the same for a list as for one record', async () => {
    const name = ({ state, visibility, disclosedTo }: Achievement): string =>
      `${state} ${visibility} ${disclosedTo.length}`;
    const found = await disagreements({
      reader: app.get(AchievementsReader),
      policy: achievementPolicy,
      actors,
      records,
      name,
    });
    expect(found.wrong).toEqual([]);
    expect(Math.min(found.seen, found.hidden)).toBeGreaterThan(80);
  });

  const seenBy = (who: string): string[] =>
    records
      .filter(
        (achievement) =>
          permits(achievementPolicy, actors[who]!, 'read', achievement) &&
          achievement.disclosedTo.length === 0,
      )
      .map(({ state, visibility }) => `${state} ${visibility}`)
      .sort();

  it('is, of what was not disclosed, this', () => {
    expect(seenBy('owner')).toHaveLength(18);
    expect(seenBy('anonymous')).toEqual(['OPEN PUBLIC']);
    expect(seenBy('rival not verified')).toEqual(['OPEN PUBLIC']);
    expect(seenBy('rival')).toEqual(['OPEN MEMBERS', 'OPEN PUBLIC']);
    expect(seenBy('admin')).toEqual(['OPEN PUBLIC']);
    expect(seenBy('bureau').filter((name) => name.startsWith('DRAFT'))).toEqual([]);
    expect(seenBy('bureau')).toHaveLength(15);
  });
});

describe('who may do what', () => {
  const may = (verb: (typeof achievementLifecycle.verbs)[number]): string[] =>
    Object.keys(actors).filter((who) => permits(achievementPolicy, actors[who]!, verb, records[0]!));
  const owners = ['owner', 'member who does not represent', 'owner not verified', 'bureau and owner'];

  it.each([
    ['SUBMIT', ['system', ...owners]],
    ['WITHDRAW', ['system', ...owners]],
    ['REOPEN', ['system', ...owners]],
    ['APPROVE', ['system', 'bureau']],
    ['RETURN', ['system', 'bureau']],
    ['REJECT', ['system', 'bureau']],
    ['CLOSE', ['system', ...owners, 'bureau']],
  ] as const)('%s', (verb, who) => expect(may(verb).sort()).toEqual([...new Set(who)].sort()));
});
