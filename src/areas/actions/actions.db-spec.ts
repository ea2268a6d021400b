import { actorWith } from '../../../test/support/actors';
import { disagreements } from '../../../test/support/agreement';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient } from '../../../test/support/client';
import { aLiaison, held, type Liaison } from '../../../test/support/meetings';
import { ANONYMOUS, SYSTEM } from '../../kernel/actor';
import { publicId, uuidOf } from '../../kernel/ids';
import { ACTION_STATES, actionPolicy } from './action';
import { ActionItemsReader } from './actions.reader';

let app: TestApp;
let bureau: ApiClient;
let isl: ApiClient;
let enterprise: ApiClient;
let rival: ApiClient;
let liaison: Liaison;

const COMPLETE =
  'mutation($id: ID!) { completeActionItem(id: $id) { id state doneAt actions { name allowed } } }';
const MOVE = `mutation($input: MoveActionItemInput!) { moveActionItem(input: $input) { state version doneAt confirmedAt
  history { nodes { topic note } } } }`;
const POSTPONE =
  'mutation($input: PostponeActionItemInput!) { postponeActionItem(input: $input) { dueOn version overdue } }';
const HOLD =
  'mutation($input: HoldMeetingInput!) { holdMeeting(input: $input) { actionItems { ownerPerson { id } subject { id } } } }';
const OPEN = '{ openActionItems { totalCount nodes { id overdue owner { name } meeting { month } } } }';

/** Something that the enterprise undertook at the meeting of this month, counted from 0. */
const undertaken = async (month: number): Promise<string> => {
  const item = { text: '送卤水样品', ownerId: liaison.partyIds[1], dueOn: '2026-02-10' };
  return (await held(app, liaison.meetings[month]!, { actionItems: [item] }))[0]!;
};

beforeAll(async () => {
  app = await startApp({ now: '2026-01-21T10:00:00+08:00' });
  [bureau, isl, enterprise] = [await app.as('bureau'), await app.as('isl'), await app.as('enterprise')];
  rival = await app.as('rival');
});
beforeEach(async () => {
  app.clock.set('2026-01-21T10:00:00+08:00');
  liaison = await aLiaison(app, ['isl', 'enterprise']);
});
afterEach(() => app.sql('TRUNCATE liaison_series CASCADE'));
afterAll(() => app.close());

describe('what was undertaken', () => {
  it('is done when its owner says so, confirmed by the bureau, and can come back', async () => {
    const id = await undertaken(0);
    await isl.refused('liaison.not-owner', COMPLETE, { id });
    await rival.refused('NOT_FOUND', COMPLETE, { id });
    await bureau.refused('move.illegal', MOVE, { input: { id, verb: 'CONFIRM' } });
    const both = await Promise.all([
      enterprise.mutate(COMPLETE, { id }),
      enterprise.mutate(COMPLETE, { id }),
    ]);
    const [one, other] = both.map(({ completeActionItem }) => completeActionItem);
    expect(one).toMatchObject({ state: 'DONE', doneAt: expect.any(String) });
    expect(other).toEqual(one);
    expect((await isl.query(OPEN)).openActionItems.nodes).toEqual([]);
    await enterprise.refused('FORBIDDEN', MOVE, { input: { id, verb: 'CONFIRM' } });
    await bureau.refused('CONFLICT', MOVE, { input: { id, verb: 'CONFIRM', expectedVersion: 1 } });
    const confirmed = (await bureau.mutate(MOVE, { input: { id, verb: 'CONFIRM' } })).moveActionItem;
    expect(confirmed).toMatchObject({ state: 'CONFIRMED', version: 3, confirmedAt: expect.any(String) });
    const refusal = await bureau.refused('move.note-required', MOVE, { input: { id, verb: 'REOPEN' } });
    expect(refusal.extensions.path).toEqual(['input', 'note']);
    const again = await bureau.mutate(MOVE, { input: { id, verb: 'REOPEN', note: '样品不符' } });
    expect(again.moveActionItem).toMatchObject({ state: 'OPEN', doneAt: null, confirmedAt: null });
    expect(again.moveActionItem.history.nodes).toEqual([
      { topic: 'action.set', note: null },
      { topic: 'action.completed', note: null },
      { topic: 'action.confirmed', note: null },
      { topic: 'action.reopened', note: '样品不符' },
    ]);
    expect((await isl.query(OPEN)).openActionItems.totalCount).toBe(1);
  });

  it('can be given another day, with a reason, by its owner or the bureau', async () => {
    const id = await undertaken(0);
    app.clock.set('2026-02-11T09:00:00+08:00');
    expect((await isl.query(OPEN)).openActionItems.nodes).toEqual([
      { id, overdue: true, owner: { name: '青海测试锂盐有限公司' }, meeting: { month: '2026-01' } },
    ]);
    const input = { id, dueOn: '2026-02-28', note: '道路封闭' };
    await isl.refused('FORBIDDEN', POSTPONE, { input });
    await enterprise.refused('actions.past', POSTPONE, { input: { ...input, dueOn: '2026-02-10' } });
    const { postponeActionItem } = await enterprise.mutate(POSTPONE, { input });
    expect(postponeActionItem).toEqual({ dueOn: '2026-02-28', version: 2, overdue: false });
    await bureau.refused('actions.same-day', POSTPONE, { input });
  });

  it('names a person of its owner and a record that whoever sets it may read', async () => {
    const [ownerId, dueOn] = [liaison.partyIds[1], '2026-02-10'];
    const input = (more: object): object => ({
      input: {
        meetingId: liaison.meetings[0],
        minutes: '纪要',
        actionItems: [{ text: '送样', ownerId, dueOn, ...more }],
      },
    });
    const person = async (name: 'enterprise' | 'isl'): Promise<string> =>
      publicId('person', (await app.personas.account(name)).personId);
    const wrong = await isl.refused(
      'actions.owner-person',
      HOLD,
      input({ ownerPersonId: await person('isl') }),
    );
    expect(wrong.extensions.path).toEqual(['input', 'actionItems', '0', 'ownerPersonId']);
    const draft = `mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id } }`;
    const need = {
      organisationId: ownerId,
      title: '秘密需求',
      description: '秘密',
      visibility: 'CONFIDENTIAL',
    };
    const subjectId = (await enterprise.mutate(draft, { input: need })).draftNeed.id as string;
    await isl.refused('NOT_FOUND', HOLD, input({ subjectId }));
    await isl.refused('ids.malformed', HOLD, input({ subjectId: 'need' }));
    const ownerPersonId = await person('enterprise');
    const { holdMeeting } = await enterprise.mutate(HOLD, input({ subjectId, ownerPersonId }));
    expect(holdMeeting.actionItems).toEqual([
      { ownerPerson: { id: ownerPersonId }, subject: { id: subjectId } },
    ]);
    const query = 'query($id: ID!) { meeting(id: $id) { actionItems { subject { id } } } }';
    const seen = (await isl.query(query, { id: liaison.meetings[0] })).meeting.actionItems;
    expect(seen).toEqual([{ subject: null }]);
  });
});

it('is known to the parties of the liaison and the bureau, in a list as by itself', async () => {
  const ids: string[] = [];
  for (const [at, state] of ACTION_STATES.entries()) {
    app.clock.set(`2026-0${at + 1}-25T10:00:00+08:00`);
    const id = await held(app, liaison.meetings[at]!, {
      actionItems: [{ text: state, ownerId: liaison.partyIds[1], dueOn: '2026-06-01' }],
    });
    ids.push(uuidOf('action', id[0]!));
    await app.sql('UPDATE action_items SET state = $1 WHERE id = $2', [state, ids[at]]);
  }
  const reader = app.get(ActionItemsReader);
  const records = [...(await reader.byIds(SYSTEM, ids)).values()];
  const actors = {
    ...{
      anonymous: ANONYMOUS,
      system: SYSTEM,
      guest: actorWith(),
      bureau: actorWith({ roles: ['BUREAU_OFFICER'] }),
    },
    owner: actorWith({ organisationIds: [await app.personas.organisation('enterprise')] }),
    party: actorWith({ organisationIds: [await app.personas.organisation('isl')], verified: false }),
    rival: actorWith({ organisationIds: [await app.personas.organisation('rival')] }),
  };
  const found = await disagreements({
    reader,
    policy: actionPolicy,
    actors,
    records,
    name: ({ state }) => state,
  });
  expect(found.wrong).toEqual([]);
  expect([found.seen, found.hidden]).toEqual([12, 9]);
});
