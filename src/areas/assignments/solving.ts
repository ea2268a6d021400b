import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { Job } from '../../kernel/jobs';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Assignment } from './assignment';
import { assignmentProposed } from './assignment.facts';
import { recordOf } from './assignment-record';
import { AssignmentsReader } from './assignments.reader';
import { balance, type Shortage } from './balance';
import { Problems } from './problems';

/** How often a computation says how far it is, and looks whether it is still wanted; milliseconds. */
const REPORT_MS = 500;
/** What gathering takes of the whole, as a share. */
const GATHERED = 0.4;

/** Computes assignments. */
@Injectable()
export class Solving {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly assignments: AssignmentsReader,
    private readonly problems: Problems,
  ) {}

  @Job('assignments.solve', { queue: 'slow' })
  async solve({ id }: { id: string }): Promise<void> {
    if (!(await this.reach(id, 0))) return;
    const wanted = new AbortController();
    let share = 0;
    const watch = setInterval(() => {
      void this.reach(id, share).then((goOn) => {
        if (!goOn) wanted.abort(new Error('cancelled'));
      });
    }, REPORT_MS);
    const onProgress = (done: number): void => void (share = GATHERED + (1 - GATHERED) * done);
    try {
      await this.compute(id, { onProgress, signal: wanted.signal });
    } catch (error) {
      if (wanted.signal.aborted) return;
      await this.fail(id, []);
      throw error;
    } finally {
      clearInterval(watch);
    }
  }

  private async compute(
    id: string,
    watch: { onProgress: (done: number) => void; signal: AbortSignal },
  ): Promise<void> {
    const problem = await this.problems.of(await this.assignments.get(SYSTEM, id));
    watch.onProgress(0);
    const found = await balance(problem, watch);
    if ('short' in found) return this.fail(id, found.short);
    const { text, hash } = recordOf(problem, found.assigned);
    await this.uow.run(async () => {
      const set = { state: 'PROPOSED', progress: 1, record: text, recordHash: hash } as const;
      if (!(await this.end(id, set))) return;
      const payload = { roundId: problem.committed.roundId, recordHash: hash };
      const subject = { type: 'assignment', id };
      await this.facts.state(assignmentProposed, { subject, actor: SYSTEM, payload });
    });
  }

  /** Says how far it is; false where nobody wants it any more. */
  private async reach(id: string, share: number): Promise<boolean> {
    const rows = await this.uow.query(sql`
      UPDATE assignments SET state = 'RUNNING', progress = ${share}
      WHERE id = ${id} AND state IN ('WAITING', 'RUNNING') RETURNING id`);
    return rows.length > 0;
  }

  private async fail(id: string, shortages: Shortage[]): Promise<void> {
    await this.end(id, { state: 'FAILED', shortages });
  }

  /** False where it was cancelled meanwhile. */
  private async end(id: string, set: Partial<Assignment>): Promise<boolean> {
    const ended = { ...set, endedAt: this.clock.now() };
    const { affected } = await this.uow.manager.update(Assignment, { id, state: 'RUNNING' }, ended);
    return affected === 1;
  }
}
