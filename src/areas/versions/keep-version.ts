import type { Actor } from '../../kernel/actor';
import { sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import type { UnitOfWork } from '../../kernel/unit-of-work';

/** Minutes within which one person's saves of a record become one version; 0 keeps each. */
const MERGE_MINUTES = setting('versions.merge-minutes', 10, {
  zh: '同一人连续保存合并为一个版本的时限（分钟），0 为每次保存都留版本',
  en: 'Minutes within which saves by one person become one version; 0 keeps each',
  max: 1_440,
});

/** What a record says, as it is kept. */
export interface Kept {
  readonly subjectId: string;
  /** Canonical JSON, whose SHA-256 in hex is the hash. */
  readonly text: string;
  readonly hash: string;
  readonly at: Date;
}

/**
 * Keeps what a record says as of this save. Called in the transaction that has just written the record: its lock makes
 * saves wait for each other. `before` is kept too where the record is older than its versions.
 */
export async function keepVersion(uow: UnitOfWork, actor: Actor, now: Kept, before?: Before): Promise<void> {
  const last = (await lastOf(uow, now.subjectId)) ?? (before && (await insert(uow, 1, before, null)));
  if (last && mayMerge(last, actor, now.at) && !before?.fixed) {
    await uow.query(sql`
      UPDATE content_versions SET content = ${now.text}::jsonb, content_hash = ${now.hash}, saved_at = ${now.at}
      WHERE subject_id = ${now.subjectId} AND number = ${last.number}`);
    return;
  }
  await insert(uow, (last?.number ?? 0) + 1, now, actor);
}

/** What the record said until now; `fixed` where somebody relies on that very text, by a signature. */
export type Before = Kept & { readonly fixed: boolean };

interface Last {
  readonly number: number;
  readonly accountId: string | null;
  readonly savedAt: Date;
}

/** The first version is what was proposed: nothing is merged into it. */
const mayMerge = ({ number, accountId, savedAt }: Last, actor: Actor, at: Date): boolean =>
  number > 1 &&
  accountId !== null &&
  accountId === actor.accountId &&
  at.getTime() - savedAt.getTime() < MERGE_MINUTES.value * 60_000;

async function lastOf(uow: UnitOfWork, subjectId: string): Promise<Last | undefined> {
  const [last] = await uow.query<Last>(sql`
    SELECT number, account_id AS "accountId", saved_at AS "savedAt" FROM content_versions
    WHERE subject_id = ${subjectId} ORDER BY number DESC LIMIT 1`);
  return last;
}

async function insert(uow: UnitOfWork, number: number, kept: Kept, actor: Actor | null): Promise<Last> {
  const { subjectId, text, hash, at } = kept;
  const accountId = actor?.accountId ?? null;
  await uow.query(sql`
    INSERT INTO content_versions (subject_id, number, content, content_hash, account_id, saved_by, saved_at)
    VALUES (${subjectId}, ${number}::int, ${text}::jsonb, ${hash}, ${accountId}, ${actor?.name ?? null}, ${at})`);
  return { number, accountId, savedAt: at };
}
