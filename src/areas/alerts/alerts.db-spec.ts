import { achievementId, AlertStage, needId } from '../../../test/support/alerts';
import type { Data } from '../../../test/support/client';
import { AccountsService } from '../accounts';
import { SYSTEM } from '../../kernel/actor';

const SAVED = '{ savedSearches { id kind threshold frequency muted active pausedBy } }';
const EDIT =
  'mutation($input: EditSearchInput!) { editSearch(input: $input) { version threshold frequency muted } }';
const DELETE = 'mutation($id: ID!) { deleteSearch(id: $id) }';
const OPT = 'mutation($on: Boolean!) { setPersonalisedMatching(personalised: $on) { id } }';

let stage: AlertStage;
beforeEach(async () => {
  stage = await AlertStage.open({ works: false });
});
afterEach(() => stage.close());

describe('an alert', () => {
  it('tells of a new need that fits an achievement: the pair, the score and the reasons of matching', async () => {
    const offered = await stage.achievement();
    await stage.save('tju', { subjectId: achievementId(offered) });
    const wanted = await stage.need();
    const { nodes, totalCount } = await stage.alerts('tju');
    expect(totalCount).toBe(1);
    expect(nodes[0]).toMatchObject({
      ...{ kind: 'NEEDS_FOR_ACHIEVEMENT', state: 'PENDING', dropped: null, sentAt: null },
      need: { id: needId(wanted) },
      achievement: { id: achievementId(offered) },
    });
    const tju = await stage.app.as('tju');
    for (const language of ['en', 'zh']) {
      const { achievement } = await tju
        .with({ 'accept-language': language })
        .query(
          'query($id: ID!) { achievement(id: $id) { matches { nodes { score reasons { factor contribution text terms } } } } }',
          { id: achievementId(offered) },
        );
      const [match] = achievement.matches.nodes;
      const [alert] = (await stage.alerts('tju', {}, language)).nodes;
      expect({ score: alert.score, reasons: alert.reasons }).toEqual(match);
    }
    expect(nodes[0].reasons.length).toBeGreaterThan(0);
  });

  it('tells of a new achievement that fits a need', async () => {
    const wanted = await stage.need();
    await stage.save('enterprise', { kind: 'ACHIEVEMENTS_FOR_NEED', subjectId: needId(wanted) });
    const offered = await stage.achievement();
    expect((await stage.alerts('enterprise')).nodes).toMatchObject([
      {
        kind: 'ACHIEVEMENTS_FOR_NEED',
        need: { id: needId(wanted) },
        achievement: { id: achievementId(offered) },
      },
    ]);
  });

  it('comes only to those who asked, and is seen by nobody else', async () => {
    await stage.achievement();
    await stage.app.personas.account('rival');
    await stage.need();
    expect(await stage.stored()).toEqual([]);
    await stage.save('tju');
    await stage.save('rival');
    const second = await stage.need();
    expect(await stage.told('tju')).toEqual([needId(second)]);
    const [{ id }] = (await stage.alerts('tju')).nodes;
    for (const other of ['rival', 'enterprise', 'bureau', 'admin'] as const) {
      expect(await stage.told(other)).toEqual([]);
      await (
        await stage.app.as(other)
      ).refused('NOT_FOUND', 'query($id: ID!) { node(id: $id) { id } }', { id });
    }
    const stranger = stage.app.anonymous();
    await stranger.refused('UNAUTHENTICATED', '{ alerts { totalCount } }');
    await stranger.refused('UNAUTHENTICATED', SAVED);
  });

  it('needs the score that the search asks for, 0 to 1', async () => {
    const offered = await stage.achievement();
    const { id } = await stage.save('tju', { threshold: 0.999, subjectId: achievementId(offered) });
    await stage.need();
    expect(await stage.told('tju')).toEqual([]);
    const tju = await stage.app.as('tju');
    await tju.mutate(EDIT, { input: { id, threshold: 0.05 } });
    const second = await stage.need({ title: '碳酸锂反应结晶' });
    expect(await stage.told('tju')).toEqual([needId(second)]);
    await tju.refused('input.too-small', EDIT, { input: { id, threshold: -0.1 } });
    await tju.refused('input.too-large', EDIT, { input: { id, threshold: 1.1 } });
  });

  it('tells of a pair once: whatever finds it, and however often it is published', async () => {
    const offered = await stage.achievement();
    await stage.save('tju');
    await stage.save('tju', { subjectId: achievementId(offered), frequency: 'WEEKLY' });
    const wanted = await stage.need();
    await stage.republish(wanted);
    expect(await stage.told('tju')).toEqual([needId(wanted)]);
    // The earliest of the two searches decides when it goes out.
    expect((await stage.stored())[0]!.next.getTime()).toBeLessThanOrEqual(stage.app.clock.now().getTime());
    // The same person on the other side, and in the other direction.
    const organisationId = await stage.app.personas.organisation('enterprise');
    const { email } = await stage.app.personas.account('tju');
    await stage.app.get(AccountsService).addMember(SYSTEM, { organisationId, email, role: 'MEMBER' });
    await stage.save('tju', { kind: 'ACHIEVEMENTS_FOR_NEED' });
    const further = await stage.achievement({ title: '碳酸锂重结晶除杂' });
    const pairs = (await stage.alerts('tju')).nodes.map(({ kind, achievement }: Data) => [
      kind,
      achievement.id,
    ]);
    expect(pairs).toEqual([
      ['ACHIEVEMENTS_FOR_NEED', achievementId(further)],
      ['NEEDS_FOR_ACHIEVEMENT', achievementId(offered)],
    ]);
  });

  it('does not come again for what its reader has dismissed', async () => {
    const offered = await stage.achievement();
    const wanted = await stage.need();
    const judge = `mutation($subject: ID!, $candidate: ID!) {
      judgeMatch(subjectId: $subject, candidateId: $candidate, verdict: NOT_RELEVANT) }`;
    const ids = { subject: achievementId(offered), candidate: needId(wanted) };
    await (await stage.app.as('tju')).mutate(judge, ids);
    await stage.save('tju');
    await stage.republish(wanted);
    expect(await stage.told('tju')).toEqual([]);
  });

  it('of what one may not read never comes; what one may not read any more shows no words', async () => {
    await stage.achievement();
    await stage.achievement({}, 'newcomer');
    await stage.save('tju');
    await stage.save('newcomer');
    await stage.need({ visibility: 'CONFIDENTIAL' });
    expect(await stage.stored()).toEqual([]);
    const members = await stage.need({ visibility: 'MEMBERS' });
    expect([await stage.told('tju'), await stage.told('newcomer')]).toEqual([[needId(members)], []]);
    await stage.app.sql(`UPDATE needs SET visibility = 'CONFIDENTIAL' WHERE id = $1`, [members]);
    expect((await stage.alerts('tju')).nodes).toMatchObject([{ need: null, reasons: [] }]);
  });

  it('is raised in pages, the newest first', async () => {
    await stage.achievement();
    await stage.save('tju');
    const needs: string[] = [];
    for (const title of ['碳酸锂结晶一', '碳酸锂结晶二', '碳酸锂结晶三'])
      needs.unshift(needId(await stage.need({ title })));
    const first = await stage.alerts('tju', { first: 2 });
    const rest = await stage.alerts('tju', { first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes].map(({ need }: Data) => need.id)).toEqual(needs);
    expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
  });
});

describe('a person who left personalised matching', () => {
  it('is told nothing; their searches stay and say why', async () => {
    await stage.achievement();
    await stage.save('tju');
    const tju = await stage.app.as('tju');
    await tju.mutate(OPT, { on: false });
    await stage.need();
    expect(await stage.told('tju')).toEqual([]);
    expect((await tju.query(SAVED)).savedSearches).toMatchObject([{ active: false, pausedBy: 'OPTED_OUT' }]);
    await tju.mutate(OPT, { on: true });
    const second = await stage.need();
    expect(await stage.told('tju')).toEqual([needId(second)]);
    expect((await tju.query(SAVED)).savedSearches).toMatchObject([{ active: true, pausedBy: null }]);
  });
});

describe('a saved search', () => {
  it('is of one’s own: made, changed, muted by its kind, forgotten, each a fact', async () => {
    const offered = await stage.achievement();
    const subjectId = achievementId(offered);
    const saved = await stage.save('tju', { subjectId, threshold: undefined, frequency: 'WEEKLY' });
    expect(saved).toMatchObject({
      ...{ version: 1, kind: 'NEEDS_FOR_ACHIEVEMENT', threshold: 0.1, frequency: 'WEEKLY', muted: false },
      ...{ active: true, pausedBy: null, subject: { __typename: 'Achievement', id: subjectId } },
    });
    const [tju, rival] = [await stage.app.as('tju'), await stage.app.as('rival')];
    const input = { id: saved.id, frequency: 'DAILY', expectedVersion: 1 };
    expect((await tju.mutate(EDIT, { input })).editSearch).toMatchObject({ version: 2, frequency: 'DAILY' });
    await tju.refused('CONFLICT', EDIT, { input });
    await rival.refused('NOT_FOUND', EDIT, { input: { id: saved.id, muted: true } });
    await rival.refused('NOT_FOUND', DELETE, { id: saved.id });
    const mute =
      'mutation($kind: AlertKind!, $muted: Boolean!) { muteAlerts(kind: $kind, muted: $muted) { muted active pausedBy } }';
    const other = { kind: 'ACHIEVEMENTS_FOR_NEED', muted: true };
    expect((await tju.mutate(mute, other)).muteAlerts).toEqual([]);
    const { muteAlerts } = await tju.mutate(mute, { kind: 'NEEDS_FOR_ACHIEVEMENT', muted: true });
    expect(muteAlerts).toEqual([{ muted: true, active: false, pausedBy: 'MUTED' }]);
    await stage.need();
    expect(await stage.told('tju')).toEqual([]);
    await tju.mutate(DELETE, { id: saved.id });
    expect((await tju.query(SAVED)).savedSearches).toEqual([]);
    const facts = await stage.app.sql<{ topic: string }>(
      `SELECT topic FROM facts WHERE subject_type = 'search' ORDER BY seq`,
    );
    expect(facts.map(({ topic }) => topic)).toEqual(
      ['saved', 'edited', 'muted', 'deleted'].map((what) => `search.${what}`),
    );
  });

  it('watches one’s own organisations only, and says when there is nothing to watch', async () => {
    const [offered, wanted] = [await stage.achievement(), await stage.need()];
    const rival = await stage.app.as('rival');
    const save = 'mutation($input: SaveSearchInput!) { saveSearch(input: $input) { id } }';
    const input = { kind: 'NEEDS_FOR_ACHIEVEMENT', frequency: 'DAILY' };
    await rival.refused('alerts.not-own', save, { input: { ...input, subjectId: achievementId(offered) } });
    await rival.refused('ids.wrong-type', save, { input: { ...input, subjectId: needId(wanted) } });
    await stage.save('tju', { subjectId: achievementId(offered) });
    await stage.save('guest');
    await stage.app.sql(`UPDATE achievements SET state = 'WITHDRAWN'`);
    for (const persona of ['tju', 'guest'] as const) {
      const { savedSearches } = await (await stage.app.as(persona)).query(SAVED);
      expect(savedSearches).toMatchObject([{ active: false, pausedBy: 'NO_SUBJECT' }]);
    }
  });

  it('is one of at most fifty, also when asked for at once', async () => {
    const { personId } = await stage.app.personas.account('tju');
    await stage.app.sql(
      `INSERT INTO saved_searches (id, kind, person_id, threshold, frequency, muted)
       SELECT gen_random_uuid(), 'ACHIEVEMENTS_FOR_NEED', $1, 0.5, 'DAILY', true FROM generate_series(1, 49)`,
      [personId],
    );
    const results = await Promise.allSettled([1, 2, 3].map(() => stage.save('tju')));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(JSON.stringify(results.map((one) => String((one as PromiseRejectedResult).reason)))).toContain(
      'alerts.too-many',
    );
  });
});
