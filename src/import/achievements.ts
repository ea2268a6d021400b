import { SYSTEM } from '../kernel/actor';
import { sql } from '../kernel/policy';
import { AchievementsReader, AchievementsService, DraftAchievementInput } from '../areas/achievements';
import { PeopleReader, PeopleService } from '../areas/people';
import { list, text, whole, yuan } from './cells';
import { refuse } from './import.messages';
import { COMMON_COLUMNS } from './needs';
import type { Subject, Target } from './subject';

/** Achievements are on offer at once unless told otherwise: whoever runs an import answers for the list. */
export const achievements: Subject<DraftAchievementInput> = {
  columns: [
    ...COMMON_COLUMNS,
    { field: 'title', headers: ['title', '标题', '名称', '成果名称', '题目', '题名'], read: text },
    {
      field: 'abstract',
      headers: ['abstract', '摘要', '成果简介', '简介', '成果摘要', 'description'],
      read: text,
    },
    {
      field: 'contributors',
      headers: ['contributors', 'authors', '作者', '完成人', '主要完成人'],
      read: list,
    },
    { field: 'trl', headers: ['trl', '成熟度', '技术成熟度', '技术就绪度'], read: whole },
    { field: 'patents', headers: ['patents', '专利', '专利号'], read: list },
    { field: 'priceMin', headers: ['priceMin', 'price', '转让价格', '报价', '价格'], read: yuan },
  ],
  required: ['title', 'abstract'],
  fallback: 'open',
  input: DraftAchievementInput,
  shape: ({ contributors: _names, externalId: _id, ...rest }) => rest,
  known: ({ app, organisationId }, externalIds) =>
    app.get(AchievementsReader).knownNumbers(organisationId, externalIds),
  write: async (target, input, externalId, { contributors }) => {
    const { app, organisationId, state } = target;
    const contributorIds = await people(target, Array.isArray(contributors) ? contributors : []);
    const service = app.get(AchievementsService);
    const content = { ...input, contributorIds };
    if (state === 'open') return void (await service.importOne(SYSTEM, organisationId, content, externalId));
    const { id } = await service.draft(SYSTEM, content, externalId);
    if (state === 'in-review') await service.move(SYSTEM, { id, verb: 'SUBMIT' });
  },
};

/** The people of those names at the organisation; who is not known yet is entered, unlisted. Refuses namesakes. */
async function people({ app, organisationId }: Target, names: readonly unknown[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names.map(String)) {
    const of = sql`t.organisation_id = ${organisationId} AND t.name = ${name}`;
    const [person, namesake] = await app.get(PeopleReader).list(SYSTEM, of);
    if (namesake) throw refuse('import.namesakes', { name }, ['input', 'contributors']);
    ids.push((person ?? (await app.get(PeopleService).create({ name, organisationId }))).id);
  }
  return ids;
}
