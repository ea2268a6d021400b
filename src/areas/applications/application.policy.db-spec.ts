import { actorWith } from '../../../test/support/actors';
import { disagreements } from '../../../test/support/agreement';
import { startApp, type TestApp } from '../../../test/support/app';
import { ANONYMOUS, SYSTEM } from '../../kernel/actor';
import { newId } from '../../kernel/ids';
import { permits } from '../../kernel/policy';
import { Project } from '../projects';
import { RoundsService } from '../rounds';
import { Application } from './application';
import { APPLICATION_STATES } from './application.lifecycle';
import { applicationPolicy } from './application.policy';
import { ApplicationsReader } from './applications.reader';

let app: TestApp;
let actors: Record<string, ReturnType<typeof actorWith>>;
let records: Application[];
const reviewer = newId(new Date());

beforeAll(async () => {
  app = await startApp();
  const [lead, other] = [
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('tju'),
  ];
  const [round] = await app.get(RoundsService).plan(SYSTEM, { year: 2031 });
  actors = {
    anonymous: ANONYMOUS,
    system: SYSTEM,
    guest: actorWith(),
    lead: actorWith({ organisationIds: [lead] }),
    'member of the lead': actorWith({ organisationIds: [lead], representedIds: [] }),
    participant: actorWith({ organisationIds: [other] }),
    rival: actorWith({ organisationIds: [newId(new Date())] }),
    assigned: actorWith({ personId: reviewer, roles: ['REVIEWER'] }),
    reviewer: actorWith({ roles: ['REVIEWER'] }),
    bureau: actorWith({ roles: ['BUREAU_OFFICER'] }),
    'officer of a party': actorWith({ organisationIds: [other], roles: ['BUREAU_OFFICER'] }),
    admin: actorWith({ roles: ['ADMIN'] }),
  };
  const parties = { leadId: lead, partyIds: [lead, other] };
  records = APPLICATION_STATES.flatMap((state) =>
    [[], [reviewer]].map((reviewerPersonIds) =>
      Object.assign(new Application(), {
        ...{ id: newId(new Date()), version: 1, state, reviewerPersonIds, ...parties },
        ...{ roundId: round!.id, projectId: newId(new Date()), requestedFunding: '1' },
      }),
    ),
  );
  const project = {
    title: '题目',
    summary: '摘要',
    agreement: {},
    contentHash: 'x',
    requestedFunding: '1',
    createdAt: new Date(),
  };
  const rows = records.map(
    ({ projectId: id }) =>
      ({ id, version: 1, state: 'APPLIED', ...project, ...parties }) as unknown as Project,
  );
  await app.dataSource.manager.insert(Project, rows);
  await app.dataSource.manager.insert(Application, records);
});
afterAll(() => app.close());

describe('who may know of an application', () => {
  it('is the same for a list as for one record', async () => {
    const name = ({ state, reviewerPersonIds }: Application): string =>
      `${state} ${reviewerPersonIds.length}`;
    const found = await disagreements({
      reader: app.get(ApplicationsReader),
      policy: applicationPolicy,
      actors,
      records,
      name,
    });
    expect(found.wrong).toEqual([]);
    expect(Math.min(found.seen, found.hidden)).toBeGreaterThan(50);
  });

  it.each([
    ['SUBMIT', ['system', 'lead']],
    ['ACCEPT', ['system', 'bureau']],
    ['RECOMMEND', ['system', 'bureau']],
    ['START_NOTICE', ['system', 'bureau']],
    ['APPROVE', ['system', 'bureau']],
    ['WITHDRAW', ['system', 'lead', 'member of the lead']],
    ['LAPSE', ['system']],
    ['OBJECT', Object.keys({ system: 1, guest: 1, lead: 1, 'member of the lead': 1, participant: 1, rival: 1, assigned: 1, reviewer: 1, bureau: 1, 'officer of a party': 1, admin: 1 })], // prettier-ignore
  ] as const)('%s of a draft', (verb, allowed) => {
    const draft = records[0]!;
    const able = Object.entries(actors).filter(([, actor]) => permits(applicationPolicy, actor, verb, draft));
    expect(able.map(([who]) => who)).toEqual(allowed);
  });

  it('leaves the withdrawal of what was submitted to a representative', () => {
    const submitted = records.find(({ state }) => state === 'SUBMITTED')!;
    expect(permits(applicationPolicy, actors['member of the lead']!, 'WITHDRAW', submitted)).toBe(false);
    expect(permits(applicationPolicy, actors['lead']!, 'WITHDRAW', submitted)).toBe(true);
  });
});
