import { actorWith } from '../../../test/support/actors';
import { disagreements } from '../../../test/support/agreement';
import { startApp, type TestApp } from '../../../test/support/app';
import { ANONYMOUS, SYSTEM } from '../../kernel/actor';
import { newId } from '../../kernel/ids';
import { permits } from '../../kernel/policy';
import { Project } from './project';
import { PROJECT_STATES } from './project.lifecycle';
import { projectPolicy } from './project.policy';
import { ProjectsReader } from './projects.reader';

let app: TestApp;
let actors: Record<string, ReturnType<typeof actorWith>>;
let records: Project[];
const reader = newId(new Date());
const former = newId(new Date());

beforeAll(async () => {
  app = await startApp();
  const [lead, other] = [
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('tju'),
  ];
  actors = {
    anonymous: ANONYMOUS,
    system: SYSTEM,
    guest: actorWith(),
    lead: actorWith({ organisationIds: [lead] }),
    'member of the lead': actorWith({ organisationIds: [lead], representedIds: [] }),
    participant: actorWith({ organisationIds: [other] }),
    'former party': actorWith({ organisationIds: [former] }),
    rival: actorWith({ organisationIds: [newId(new Date())] }),
    reader: actorWith({ personId: reader, roles: ['REVIEWER'] }),
    reviewer: actorWith({ roles: ['REVIEWER'] }),
    bureau: actorWith({ roles: ['BUREAU_OFFICER'] }),
    'bureau and participant': actorWith({ organisationIds: [other], roles: ['BUREAU_OFFICER'] }),
    admin: actorWith({ roles: ['ADMIN'] }),
  };
  records = PROJECT_STATES.flatMap((state) =>
    [true, false].flatMap((disclosed) =>
      [[], [reader]].map((readerIds) =>
        Object.assign(new Project(), {
          ...{
            id: newId(new Date()),
            version: 1,
            state,
            disclosed,
            readerIds,
            leadId: lead,
            partyIds: [lead, other],
            formerIds: readerIds.length > 0 ? [former] : [],
          },
          ...{
            title: '题目',
            summary: '摘要',
            agreement: {},
            contentHash: 'x',
            requestedFunding: '1',
            createdAt: new Date(),
          },
        }),
      ),
    ),
  );
  await app.dataSource.manager.insert(Project, records);
});
afterAll(() => app.close());

describe('who may know of a project', () => {
  it('is the same for a list as for one record', async () => {
    const name = ({ state, disclosed, readerIds }: Project): string =>
      `${state} ${disclosed} ${readerIds.length}`;
    const found = await disagreements({
      reader: app.get(ProjectsReader),
      policy: projectPolicy,
      actors,
      records,
      name,
    });
    expect(found.wrong).toEqual([]);
    expect(Math.min(found.seen, found.hidden)).toBeGreaterThan(50);
  });

  it.each([
    ['EDIT', ['system', 'lead', 'member of the lead', 'participant', 'bureau and participant']],
    ['SIGN_FOR', ['system', 'lead', 'participant', 'bureau and participant']],
    ['APPLY', ['system', 'lead']],
    ['APPROVE', ['system', 'bureau']],
    ['SIGN', ['system']],
    ['START', ['system', 'lead', 'member of the lead', 'bureau', 'bureau and participant']],
    ['COMPLETE', ['system', 'bureau']],
    ['TERMINATE', ['system', 'bureau']],
    ['WITHDRAW', ['system', 'lead']],
  ] as const)('%s', (verb, allowed) => {
    const able = Object.entries(actors).filter(([, actor]) =>
      permits(projectPolicy, actor, verb, records[0]!),
    );
    expect(able.map(([who]) => who)).toEqual(allowed);
  });
});
