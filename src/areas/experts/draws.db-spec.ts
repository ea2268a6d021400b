import type { TestApp } from '../../../test/support/app';
import type { ApiClient } from '../../../test/support/client';
import { DRAFT_ACHIEVEMENT } from '../../../test/support/case-operations';
import { ACHIEVEMENT } from '../../../test/support/case-texts';
import { DRAW, outside, Panel, REVIEWERS } from '../../../test/support/panel';
import { statementCount } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { parseId, publicId } from '../../kernel/ids';
import { AccountsService } from '../accounts';
import { ConflictsService } from '../conflicts';
import { ApplicationsReader } from '../applications';

let panel: Panel;
let t: TestApp;
let bureau: ApiClient;

beforeAll(async () => {
  panel = await Panel.open();
  ({ app: t, bureau } = panel);
});
afterAll(() => t.close());

describe('the draw', () => {
  it('draws as many as asked from those without a conflict, once, and can be repeated', async () => {
    const application = await panel.application();
    const drawn = await panel.draw(application, 4, 'lots');
    expect(new Set(drawn.map(({ reviewer }) => reviewer.id)).size).toBe(4);
    const seen = await panel.look(bureau, application);
    expect(seen.draws).toHaveLength(1);
    expect(seen.draws[0]).toMatchObject({
      seed: 'lots',
      reproducible: true,
      officer: { name: '测试 bureau' },
      drawn: drawn.map(({ reviewer }) => ({ id: reviewer.id })),
    });
    expect(seen.draws[0]!.pool).toHaveLength(6);
    // What was never handed in competes with nobody.
    const drafted = await panel.application(['rival', 'qmu']);
    await t.sql(`UPDATE applications SET state = 'DRAFT' WHERE id = $1`, [drafted.id]);
    const beside = await panel.application(['enterprise', 'isl'], drafted.roundId);
    await panel.draw(beside);
    const named = (await panel.look(bureau, beside)).draws[0]!.excluded.map(({ person }) => person.name);
    expect(named).not.toContain('测试 qmu');
    const again = { input: { applicationId: outside(application), count: 3, seed: 'another' } };
    await bureau.refused('reviews.already-drawn', DRAW, again);
  });

  it('gives the same experts for the same seed and pool', async () => {
    const application = await panel.application();
    const first = await panel.draw(application, 3, 'same');
    await t.sql('DELETE FROM reviews WHERE application_id = $1', [application.id]);
    const second = await panel.draw(application, 3, 'same');
    expect(second.map(({ reviewer }) => reviewer.id)).toEqual(first.map(({ reviewer }) => reviewer.id));
  });

  it('refuses too few, too many and an application in another state, and leaves nothing behind', async () => {
    const application = await panel.application();
    const asking = (count: number) => ({
      input: { applicationId: outside(application), count, seed: 's' },
    });
    const few = await bureau.refused('reviews.too-few', DRAW, asking(2));
    expect(few.extensions).toMatchObject({ params: { minimum: 3 }, path: ['input', 'count'] });
    const many = await bureau.refused('experts.too-few-eligible', DRAW, asking(7));
    expect(many.extensions.params).toEqual({ count: 7, eligible: 6 });
    await t.sql(`UPDATE applications SET state = 'SUBMITTED' WHERE id = $1`, [application.id]);
    await bureau.refused('reviews.not-under-review', DRAW, asking(3));
    expect((await panel.look(bureau, application)).draws).toEqual([]);
  });

  it('is the bureau’s alone', async () => {
    const application = await panel.application();
    const input = { applicationId: outside(application), count: 3, seed: 's' };
    for (const persona of ['enterprise', 'reviewer1', 'admin'] as const) {
      await (await t.as(persona)).refused('FORBIDDEN', DRAW, { input });
    }
    await t.anonymous().refused('UNAUTHENTICATED', DRAW, { input });
  });

  it('leaves out whoever belongs to a party or competes in the round, with the evidence', async () => {
    await t.personas.account('tju');
    await t.personas.account('qmu');
    const accounts = t.get(AccountsService);
    for (const name of ['tju', 'qmu'])
      await accounts.setRole(SYSTEM, `${name}@test.example`, 'REVIEWER', true);
    const rival = await panel.application(['rival', 'qmu']);
    const application = await panel.application(['enterprise', 'tju'], rival.roundId);
    await panel.draw(application);
    const seen = await panel.look(bureau, application);
    const excluded = seen.draws[0]!.excluded.map(
      ({ person, conflicts }) => [person.name, conflicts[0]!.ground] as const,
    ).sort();
    expect(excluded).toEqual([
      ['测试 qmu', 'OWN_APPLICATION'],
      ['测试 tju', 'SAME_ENTITY'],
    ]);
    expect(seen.draws[0]!.pool).toHaveLength(6);
    for (const name of ['tju', 'qmu'])
      await accounts.setRole(SYSTEM, `${name}@test.example`, 'REVIEWER', false);
  });

  it('is not thinned out by naming experts in an achievement that nobody but its owner has seen', async () => {
    const contributors = [await t.personas.account('reviewer1'), await t.personas.account('reviewer2')];
    const people = contributors.map(({ personId }) => personId);
    const input = {
      ...{ ...ACHIEVEMENT, visibility: 'CONFIDENTIAL', organisationId: await t.organisation('rival') },
      contributorIds: people.map((id) => publicId('person', id)),
    };
    const { id } = (await (await t.as('rival')).mutate(DRAFT_ACHIEVEMENT, { input })).draftAchievement;
    const { uuid } = parseId(id as string);
    const rival = await panel.application(['rival', 'qmu']);
    await t.sql('UPDATE projects SET achievement_id = $1 WHERE id = $2', [uuid, rival.projectId]);
    const { id: beside } = await panel.application(['enterprise', 'tju'], rival.roundId);
    const application = await t.get(ApplicationsReader).get(SYSTEM, beside);
    const grounds = async (): Promise<string[]> => {
      const found = (await t.get(ConflictsService).between([application], people)).get(beside)!;
      return [...found.values()].flat().map(({ ground }) => ground);
    };
    expect(await grounds()).toEqual([]);
    await t.sql('UPDATE achievements SET published_at = now() WHERE id = $1', [uuid]);
    expect(new Set(await grounds())).toEqual(new Set(['OWN_APPLICATION', 'SIMILAR_APPLICATION']));
  });

  it('is refused to an officer who belongs to a party', async () => {
    const application = await panel.application(['newcomer', 'tju']);
    const organisationId = await t.personas.organisation('newcomer');
    const accounts = t.get(AccountsService);
    const member = { organisationId, email: 'bureau@test.example' };
    await accounts.addMember(SYSTEM, { ...member, role: 'MEMBER' });
    const input = { applicationId: outside(application), count: 3, seed: 's' };
    await bureau.refused('experts.officer-conflict', DRAW, { input });
    expect(await panel.look(bureau, application)).toMatchObject({
      draws: [],
      reviews: [],
      averageScore: null,
    });
    await accounts.removeMember(SYSTEM, member);
    // Whoever left lately is still partial.
    await bureau.refused('experts.officer-conflict', DRAW, { input });
  });

  it('asks the database as often for six as for two', async () => {
    const application = await t.get(ApplicationsReader).get(SYSTEM, (await panel.application()).id);
    const people: string[] = [];
    for (const name of REVIEWERS) people.push((await t.personas.account(name)).personId);
    const conflicts = t.get(ConflictsService);
    const count = (ids: string[]): Promise<number> =>
      statementCount(t, () => conflicts.between([application], ids));
    expect(await count(people)).toBe(await count(people.slice(0, 2)));
    expect(await count(people)).toBeLessThanOrEqual(28);
  });
});
