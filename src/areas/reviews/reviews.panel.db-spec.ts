import type { TestApp } from '../../../test/support/app';
import type { ApiClient } from '../../../test/support/client';
import {
  DETERMINE,
  DRAW,
  HAND_BACK,
  judgement,
  outside,
  Panel,
  personaOf,
  RELEASE,
  REVIEWERS,
  SUBMIT,
} from '../../../test/support/panel';
import { statementCount } from '../../../test/support/statements';
import type { Persona } from '../../../test/support/personas';
import { SYSTEM } from '../../kernel/actor';
import { permits } from '../../kernel/policy';
import { AccountsService } from '../accounts';
import { PeopleService } from '../people';
import type { Review } from './review';
import { REVIEW_STATES } from './review.lifecycle';
import { reviewPolicy } from './review.policy';
import { ReviewsReader } from './reviews.reader';

let panel: Panel;
let t: TestApp;
let bureau: ApiClient;

beforeAll(async () => {
  panel = await Panel.open();
  ({ app: t, bureau } = panel);
});
afterAll(() => t.close());

describe('an expert who steps aside', () => {
  it('is drawn, leaves and is replaced without a trace for the parties', async () => {
    const application = await panel.application();
    const party = await t.as('enterprise');
    const seen = `query ($id: ID!) { application(id: $id) {
      state history { totalCount } actions { name code } project { history { totalCount } } } }`;
    const look = async (): Promise<unknown> => [
      await party.query(seen, { id: outside(application) }),
      await t.sql(
        'SELECT a.version, p.version AS project FROM applications a JOIN projects p ON p.id = a.project_id WHERE a.id = $1',
        [application.id],
      ),
    ];
    const before = await look();
    const drawn = await panel.draw(application);
    await bureau.mutate(RELEASE, { input: { reviewId: drawn[0]!.id, reason: '利害关系' } });
    await panel.draw(application, 1, 'another');
    expect(await look()).toEqual(before);
  });

  it('hands back and is replaced by somebody who was not drawn before', async () => {
    const application = await panel.application();
    const drawn = await panel.draw(application);
    const leaving = drawn[0]!;
    const mine = await panel.clientOf(leaving);
    await panel.submitAll(drawn.slice(1));
    const reason = { input: { reviewId: leaving.id, reason: '时间冲突' } };
    await bureau.refused('FORBIDDEN', HAND_BACK, reason);
    await mine.mutate(HAND_BACK, reason);
    await mine.refused('NOT_FOUND', 'query ($id: ID!) { application(id: $id) { id } }', {
      id: outside(application),
    });
    const again = (count: number) => ({
      input: { applicationId: outside(application), count, seed: 's' },
    });
    await bureau.refused('reviews.replacements', DRAW, again(2));
    const decide = { input: { applicationId: outside(application), recommend: true, reason: 'x' } };
    await bureau.refused('reviews.short', DETERMINE, decide);
    const replacement = await panel.draw(application, 1, 's');
    expect(drawn.map(({ reviewer }) => reviewer.id)).not.toContain(replacement[0]!.reviewer.id);
    await panel.submitAll(replacement);
    expect((await panel.look(bureau, application)).averageScore).toBe(80);
    await bureau.refused('reviews.already-open', DRAW, again(1));
  });

  it('leaves no trace that a party could read: not in a version, and not in what a draw is refused for', async () => {
    const application = await panel.application();
    const versions = 'query ($id: ID!) { application(id: $id) { version project { version } } }';
    const party = await t.as('tju');
    const look = (): Promise<unknown> => party.query(versions, { id: outside(application) });
    const before = await look();
    const [leaving] = await panel.draw(application);
    await (
      await panel.clientOf(leaving!)
    ).mutate(HAND_BACK, { input: { reviewId: leaving!.id, reason: '时间冲突' } });
    expect(await look()).toEqual(before);
    const organisationId = await t.personas.organisation('tju');
    const member = { organisationId, email: 'bureau@test.example' };
    await t.get(AccountsService).addMember(SYSTEM, { ...member, role: 'MEMBER' });
    const input = { applicationId: outside(application), count: 3, seed: 's' };
    await bureau.refused('experts.officer-conflict', DRAW, { input });
    await t.get(AccountsService).removeMember(SYSTEM, member);
    await t.sql('DELETE FROM affiliations WHERE organisation_id = $1', [organisationId]);
  });

  it('cannot hand in where a conflict came to light; the bureau hears of it once and can release them', async () => {
    const application = await panel.application();
    const [review] = await panel.draw(application);
    const mine = await panel.clientOf(review!);
    const { personId } = await t.personas.account(personaOf(review!));
    const organisationId = await t.personas.organisation('isl');
    const place = {
      organisationId,
      title: null,
      since: '2020-01-01',
      until: t.clock.today(),
      confirmed: true,
    };
    await t.get(PeopleService).affiliate(SYSTEM, personId, place);
    // A key makes one transaction of the request: the fact stays although the mutation is refused.
    const keyed = mine.with({ 'idempotency-key': 'conflict' });
    const refusal = await keyed.refused('reviews.conflict', SUBMIT, judgement(review!));
    expect(refusal.message).toContain('测试盐湖研究所');
    await mine.refused('reviews.conflict', SUBMIT, judgement(review!));
    const found = await t.sql(
      `SELECT payload FROM facts WHERE topic = 'review.conflict-found' AND payload->>'applicationId' = $1`,
      [application.id],
    );
    expect(found).toHaveLength(1);
    const seen = await panel.look(bureau, application);
    expect(seen.reviews[0]!.conflicts).toEqual([{ ground: 'SAME_ENTITY' }]);
    await (
      await t.as('enterprise')
    ).refused('FORBIDDEN', RELEASE, { input: { reviewId: review!.id, reason: '回避' } });
    await bureau.mutate(RELEASE, { input: { reviewId: review!.id, reason: '回避' } });
    expect((await panel.draw(application, 1, 'next'))[0]!.reviewer.id).not.toBe(review!.reviewer.id);
    await t.sql('DELETE FROM affiliations WHERE person_id = $1 AND organisation_id = $2', [
      personId,
      organisationId,
    ]);
  });
});

describe('the bureau’s desk', () => {
  it('takes as many statements for many reviews as for few', async () => {
    const desk =
      '{ reviews { id total reviewer { name } conflicts { ground } application { id } actions { name } } }';
    const size = async (): Promise<number> =>
      (await bureau.query<{ reviews: object[] }>(desk)).reviews.length;
    const asked = (): Promise<number> => statementCount(t, () => bureau.query(desk));
    await panel.draw(await panel.application());
    const [few, before] = [await size(), await asked()];
    await panel.draw(await panel.application(), 6);
    expect(await size()).toBe(few + 6);
    expect(await asked()).toBe(before);
  });
});

describe('the rights', () => {
  it('of lists and of single reviews agree, for every persona and state', async () => {
    const reader = t.get(ReviewsReader);
    const made: Review[] = [];
    for (const state of REVIEW_STATES) {
      const application = await panel.application();
      await panel.draw(application);
      await t.sql('UPDATE reviews SET state = $1 WHERE application_id = $2', [state, application.id]);
      made.push(...(await reader.allOf(application.id)));
    }
    const personas: Persona[] = [
      'enterprise',
      'colleague',
      'former',
      'tju',
      'rival',
      'bureau',
      'admin',
      'guest',
      ...REVIEWERS,
    ];
    for (const persona of personas) {
      const actor = await t.personas.actor(persona);
      const listed = await reader.byIds(
        actor,
        made.map(({ id }) => id),
      );
      for (const review of made) {
        const told = [persona, review.state, listed.has(review.id)];
        expect(told).toEqual([persona, review.state, permits(reviewPolicy, actor, 'read', review)]);
      }
    }
  });
});
