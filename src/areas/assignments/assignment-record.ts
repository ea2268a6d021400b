import { sealFaults, type Sealed } from '../../kernel/sealed';
import { poolFaults, seedOf, tellCommitted, writeRecord, type Verdict } from '../experts';
import { ASSIGNMENT_FORMAT, balance, type Found, type Problem } from './balance';

export { ASSIGNMENT_FORMAT };

/** A problem with its solution. */
export interface AssignmentRecord extends Problem {
  readonly assigned: readonly Found[];
}

/** The record of a solved problem: its text as it is kept and handed out, and its hash. */
export const recordOf = (problem: Problem, assigned: readonly Found[]): { text: string; hash: string } =>
  writeRecord({ ...problem, assigned } satisfies AssignmentRecord);

/** Solves an assignment again from its record alone. Throws on what is no record at all. */
export async function verifyAssignment(text: string): Promise<Verdict> {
  const record = JSON.parse(text) as Sealed<AssignmentRecord>;
  const { committed, reviewers, assigned, applications, hash } = record;
  const faults = [...sealFaults(text, record), ...poolFaults(committed)];
  if (reviewers.map(({ id }) => id).join() !== committed.pool.join())
    faults.push('the reviewers are not the pool that was closed');
  if (record.seed !== seedOf(committed)) faults.push('the lots were not made from the committed seed');
  const again = await balance(record);
  if ('short' in again) return { told: [], faults: [...faults, 'there are not experts enough'] };
  const titles = new Map(applications.map(({ id, title }) => [id, title]));
  const spoken = ({ experts }: Found): string => experts.map(({ id, name }) => `${name} (${id})`).join('、');
  again.assigned.forEach((found, at) => {
    const stated = assigned[at];
    if (!stated || stated.application !== found.application || spoken(stated) !== spoken(found))
      faults.push(`${titles.get(found.application)}: solved again it is ${spoken(found)}`);
  });
  if (assigned.length !== again.assigned.length) faults.push('not the same applications were assigned');
  const lines = again.assigned.map((found) => `${titles.get(found.application)}: ${spoken(found)}`);
  return { told: [...lines, ...tellCommitted(committed), `Record: ${hash}`], faults };
}
