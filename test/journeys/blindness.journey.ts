import { AccountsService } from '../../src/areas/accounts';
import type { Application } from '../../src/areas/applications';
import { SYSTEM } from '../../src/kernel/actor';
import { newId, publicId } from '../../src/kernel/ids';
import type { TestApp } from '../support/app';
import { lookEverywhere, type CaseIds, type Sight } from '../support/blindness';
import type { ApiClient, Data, Received } from '../support/client';
import { DETERMINE, DRAW, judgement, outside, Panel, personaOf, SUBMIT, type Drawn } from '../support/panel';
import type { Persona } from '../support/personas';

/** What has happened so far, in order. */
const PHASES = ['drawn', 'one in', 'two in', 'all in', 'voting', 'voted', 'determined', 'noticed'] as const;
type Phase = (typeof PHASES)[number];

/** Who looks. `first`, `second` and `third` review it and hand in in this order; `apart` is an expert who was not drawn. */
const VIEWERS = [
  'anonymous',
  'guest',
  'rival',
  'enterprise',
  'tju',
  'partial',
  'first',
  'second',
  'third',
  'apart',
  'bureau',
  'admin',
] as const;
type Viewer = (typeof VIEWERS)[number];
const REVIEWING = ['first', 'second', 'third'] as const;
const PARTIES: readonly Viewer[] = ['enterprise', 'tju', 'partial'];

const reached = (phase: Phase, since: Phase): boolean => PHASES.indexOf(phase) >= PHASES.indexOf(since);
/** How many reviews are in. */
const inBy = (phase: Phase): number => Math.min(PHASES.indexOf(phase), 3);

const READ = ['actions', 'application', 'criteria', 'id', 'state', 'version'];
const SAID = ['comment', 'recommendation', 'remarks', 'total'];

/** The fields of the review of `REVIEWING[of]` that tell a viewer anything: the whole truth about blindness, by phase. */
function expectedReview(viewer: Viewer, of: number, phase: Phase): string[] {
  const submitted = of < inBy(phase);
  const opened = reached(phase, 'all in');
  const stamped = [...READ, 'history', 'reviewer', ...(submitted ? ['submittedAt'] : [])];
  if (viewer === REVIEWING[of]) return [...stamped, ...(submitted ? [...SAID, 'scores'] : [])].sort();
  if (viewer === 'bureau') return [...stamped, ...(opened ? [...SAID, 'scores'] : [])].sort();
  if ((REVIEWING as readonly Viewer[]).includes(viewer))
    return opened ? [...READ, ...SAID, 'scores'].sort() : [];
  if (PARTIES.includes(viewer) && reached(phase, 'determined')) return [...READ, ...SAID].sort();
  return [];
}

/** The fields of the panel that tell a viewer anything. */
function expectedPanel(viewer: Viewer, phase: Phase): string[] {
  if (!reached(phase, 'voting')) return [];
  const always = [
    'actions',
    'application',
    'cast',
    'chairing',
    'convenedAt',
    'id',
    'position',
    'quorum',
    'state',
  ];
  const counted = reached(phase, 'voted')
    ? ['abstentions', 'closedAt', 'opposes', 'outcome', 'supports']
    : [];
  const base = [...always, 'version', ...counted];
  if ((REVIEWING as readonly Viewer[]).includes(viewer)) return base.sort();
  const outstanding = reached(phase, 'voted') ? [] : ['outstanding'];
  return viewer === 'bureau'
    ? [...base, 'chair', 'history', 'members', 'recorder', ...outstanding].sort()
    : [];
}

/** What an application tells of its judgement. */
function expectedJudgement(viewer: Viewer, phase: Phase): string[] {
  const opened = reached(phase, 'all in');
  const panel = reached(phase, 'voting') ? ['panel'] : [];
  const decided = reached(phase, 'determined') ? ['determinations'] : [];
  const average = opened ? ['averageScore'] : [];
  if (viewer === 'bureau')
    return [...average, ...(opened ? ['assessment'] : []), ...panel, ...decided, 'draws'];
  if ((REVIEWING as readonly Viewer[]).includes(viewer)) return [...average, ...panel];
  return PARTIES.includes(viewer) && reached(phase, 'determined') ? ['averageScore', ...decided] : [];
}

let panel: Panel;
let t: TestApp;
let bureau: ApiClient;
let application: Application;
let drawn: Drawn[];
let ids: CaseIds;
const personas: Partial<Record<Viewer, Persona>> = { partial: 'colleague' };
const heard = new Map<Viewer, Received<Data>>();

const clientOf = (viewer: Viewer): Promise<ApiClient> =>
  viewer === 'anonymous' ? Promise.resolve(t.anonymous()) : t.as(personas[viewer] ?? (viewer as Persona));
const input = (more: object): { input: object } => ({ input: more });
const submit = async (at: number): Promise<unknown> => {
  const given = judgement(drawn[at]!, 70 + 5 * at).input as { scores: object[] };
  const scores = given.scores.map((score) => ({ ...score, comment: '理由充分' }));
  return (await clientOf(REVIEWING[at]!)).mutate(SUBMIT, input({ ...given, scores }));
};
const vote = async (at: number, said: string): Promise<unknown> =>
  (await clientOf(REVIEWING[at]!)).mutate(
    'mutation ($input: CastVoteInput!) { castVote(input: $input) { id } }',
    {
      input: { panelId: ids.panel, vote: said },
    },
  );

/** Each step takes the case from one phase to the next. */
const STEPS: Readonly<Record<Phase, () => Promise<unknown>>> = {
  drawn: () => Promise.resolve(),
  'one in': () => submit(0),
  'two in': () => submit(1),
  'all in': () => submit(2),
  voting: async () => {
    const items = [{ applicationId: ids.application, chairReviewId: drawn[0]!.id }];
    const convene = 'mutation ($input: ConvenePanelsInput!) { convenePanels(input: $input) { id } }';
    ids = {
      ...ids,
      panel: (await bureau.mutate<Data>(convene, input({ items }))).convenePanels[0].id as string,
    };
    await vote(0, 'SUPPORT');
    await vote(1, 'ABSTAIN');
  },
  voted: async () => {
    await vote(2, 'SUPPORT');
    await (
      await clientOf('first')
    ).mutate('mutation ($id: ID!) { closePanel(id: $id) { id } }', { id: ids.panel });
  },
  determined: () =>
    bureau.mutate(DETERMINE, input({ applicationId: ids.application, recommend: true, reason: '专家支持' })),
  noticed: () =>
    bureau.mutate('mutation ($input: MoveApplicationInput!) { moveApplication(input: $input) { id } }', {
      input: { id: ids.application, verb: 'START_NOTICE' },
    }),
};

beforeAll(async () => {
  panel = await Panel.open();
  ({ app: t, bureau } = panel);
  await t.as('colleague');
  await t.get(AccountsService).setRole(SYSTEM, 'colleague@test.example', 'BUREAU_OFFICER', true);
  application = await panel.application();
  for (const viewer of VIEWERS.filter(
    (one) =>
      one !== 'anonymous' &&
      !personas[one] &&
      !(REVIEWING as readonly string[]).includes(one) &&
      one !== 'apart',
  ))
    await clientOf(viewer);
  for (const viewer of ['rival', 'enterprise', 'partial', 'bureau'] as const)
    heard.set(
      viewer,
      await (await clientOf(viewer)).subscribe<Data>('subscription { facts { id topic actorName } }'),
    );
  drawn = await panel.draw(application);
  for (const [at, viewer] of REVIEWING.entries()) personas[viewer] = personaOf(drawn[at]!);
  const free = ['reviewer1', 'reviewer2', 'reviewer3', 'reviewer4'] as const;
  personas.apart = free.find((one) => !Object.values(personas).includes(one))!;
  const [draw] = await t.sql<{ id: string }>('SELECT id FROM draws WHERE application_id = $1', [
    application.id,
  ]);
  ids = {
    ...{ application: outside(application), round: publicId('round', application.roundId), panel: null },
    ...{ project: publicId('project', application.projectId), draw: publicId('draw', draw!.id) },
    reviews: drawn.map(({ id }) => id),
  };
});
afterAll(() => t.close());

/** The reviews that a viewer should find, by id, with the fields that tell something. */
const expectedReviews = (viewer: Viewer, phase: Phase): Record<string, string[]> =>
  Object.fromEntries(
    drawn.flatMap(({ id }, of) => {
      const fields = expectedReview(viewer, of, phase);
      return fields.length > 0 ? [[id, fields]] : [];
    }),
  );

/** What each door should show, door by door. */
function expectedDoors(viewer: Viewer, phase: Phase, sight: Sight): Record<string, unknown> {
  const reviews = expectedReviews(viewer, phase);
  const fields = expectedPanel(viewer, phase);
  const shown = fields.length > 0 ? { [ids.panel!]: fields } : {};
  const mine = Object.entries(reviews).filter(
    ([id]) => drawn.findIndex((one) => one.id === id) === (REVIEWING as readonly string[]).indexOf(viewer),
  );
  const desk = viewer === 'bureau' ? (reached(phase, 'determined') ? {} : reviews) : Object.fromEntries(mine);
  return Object.fromEntries(
    [...sight.doors.keys()].map((door) => {
      if (door === 'reviews') return [door, desk];
      if (door === 'node.Review') return [door, reviews];
      if (door === 'node.Draw')
        return [door, viewer === 'bureau' ? { [ids.draw]: expect.any(Array) as unknown } : {}];
      if (door.endsWith('.draws.reviews')) return [door, viewer === 'bureau' ? reviews : {}];
      if (door.endsWith('.reviews')) return [door, reviews];
      if (door.endsWith('.judgement')) return [door, { [ids.application]: expectedJudgement(viewer, phase) }];
      return [door, shown];
    }),
  );
}

/** Names of experts that a viewer must not read anywhere: all but their own. */
const secret = (viewer: Viewer): string[] =>
  viewer === 'bureau'
    ? []
    : drawn.flatMap(({ reviewer }, at) => (REVIEWING[at] === viewer ? [] : [reviewer.name, reviewer.id]));

describe.each(PHASES)('%s', (phase) => {
  beforeAll(async () => {
    await STEPS[phase]();
  });

  it.each(VIEWERS)('%s finds what is theirs behind every door, and nothing else', async (viewer) => {
    const sight = await lookEverywhere(t, await clientOf(viewer), ids);
    const found = Object.fromEntries(
      [...sight.doors].map(([door, records]) => [door, Object.fromEntries(records)]),
    );
    expect(found).toEqual(expectedDoors(viewer, phase, sight));
    expect(secret(viewer).filter((name) => sight.text.includes(name))).toEqual([]);
    const hidden =
      PARTIES.includes(viewer) || viewer === 'rival' ? /"(review|draw|panel|experts)\.[a-z-]+"/ : /^$/;
    expect(sight.text).not.toMatch(hidden);
  });

  it('a refusal says the same of a record that is hidden and of one that is not there', async () => {
    const [review, ghost] = [drawn[0]!.id, publicId('review', newId(t.clock.now()))];
    const [of, nothing] = [
      ids.panel ?? publicId('panel', newId(t.clock.now())),
      publicId('panel', newId(t.clock.now())),
    ];
    const LEAVE = 'mutation ($input: LeaveReviewInput!) { handBackReview(input: $input) { id } }';
    const VOTE = 'mutation ($input: CastVoteInput!) { castVote(input: $input) { id } }';
    for (const viewer of ['guest', 'rival', 'apart', 'enterprise', 'tju', 'admin'] as const) {
      const client = await clientOf(viewer);
      const said = async (query: string, variables: object): Promise<unknown> =>
        (await client.ask(query, variables)).errors?.map(({ message, extensions }) => [
          message,
          extensions.code,
        ]);
      const vote = (panelId: string) => said(VOTE, input({ panelId, vote: 'SUPPORT' }));
      expect([viewer, await vote(of)]).toEqual([viewer, await vote(nothing)]);
      if (PARTIES.includes(viewer) && reached(phase, 'determined')) continue;
      const leave = (reviewId: string) => said(LEAVE, input({ reviewId, reason: '理由' }));
      const score = (reviewId: string) => said(SUBMIT, judgement({ id: reviewId }));
      expect([viewer, await leave(review)]).toEqual([viewer, await leave(ghost)]);
      expect([viewer, await score(review)]).toEqual([viewer, await score(ghost)]);
    }
  });

  it('an officer who belongs to a party is refused alike, however far the review is', async () => {
    if (reached(phase, 'determined')) return;
    const partial = await clientOf('partial');
    const more = { applicationId: ids.application, count: 3, seed: 's' };
    await partial.refused('experts.officer-conflict', DRAW, input(more));
    const decide = { applicationId: ids.application, recommend: true, reason: 'x' };
    await partial.refused('experts.officer-conflict', DETERMINE, input(decide));
    const items = [{ applicationId: ids.application }];
    const convene = 'mutation ($input: ConvenePanelsInput!) { convenePanels(input: $input) { id } }';
    await partial.refused('experts.officer-conflict', convene, input({ items }));
  });
});

it('an open subscription has brought the parties nothing of the experts, and the bureau all of it', () => {
  const topics = (viewer: Viewer): string[] =>
    heard.get(viewer)!.all.flatMap(({ data }) => (data?.facts.topic as string) ?? []);
  const blind = /^(review|draw|panel|experts)\./;
  for (const viewer of ['rival', 'enterprise', 'partial'] as const)
    expect([viewer, topics(viewer).filter((topic) => blind.test(topic))]).toEqual([viewer, []]);
  expect(topics('enterprise')).toContain('application.experts-weighed');
  const all = ['review.submitted', 'review.opened', 'panel.voted', 'panel.closed', 'review.disclosed'];
  expect(topics('bureau')).toEqual(expect.arrayContaining(all));
  const names = heard.get('enterprise')!.all.map(({ data }) => data?.facts.actorName as string | null);
  expect(names.filter((name) => drawn.some(({ reviewer }) => reviewer.name === name))).toEqual([]);
});
