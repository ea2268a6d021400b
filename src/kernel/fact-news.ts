import { Logger } from '@nestjs/common';
import type { FactSignal } from './fact-signal';
import type { Facts } from './facts';

/** What there is to take in. */
export interface News {
  /** Facts that others committed, of which only the id is known yet. */
  readonly factIds: readonly string[];
  /** Something may have been missed: everything is to be compared. */
  readonly unsure: boolean;
}

/** Who takes it in. */
export interface Follower {
  /** Names it in the log. */
  readonly name: string;
  /** News that come within this time are taken in together; milliseconds. */
  readonly gatherMs: number;
  /** This process committed a fact of this subject. */
  committed(subjectType: string, subjectId: string): void;
  /** Another process committed a fact. */
  announced(): void;
  /** Takes in all that is new. */
  catchUp(): Promise<void>;
}

/** After the start, so that a tool which ends at once opens no connection to listen; milliseconds. */
const WARM_UP_MS = 500;
/** Whatever was missed is found after this time; milliseconds. */
const COMPARE_MS = 60_000;

/** Gathers, for what a process keeps in memory, what has changed in the tables, whichever process changed it. */
export class FactNews {
  private readonly log = new Logger('Facts');
  private readonly heard = new Set<string>();
  private unsure = true;
  private timers: NodeJS.Timeout[] = [];
  private gathering: NodeJS.Timeout | undefined;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly facts: Facts,
    private readonly signal: FactSignal,
    private readonly follower: Follower,
  ) {}

  start(): void {
    this.stops.push(
      this.facts.onCommit(({ subjectType, subjectId }) => this.follower.committed(subjectType, subjectId)),
    );
    const warmUp = setTimeout(() => {
      this.stops.push(this.signal.listen((factId) => this.announced(factId)));
      this.soon();
    }, WARM_UP_MS);
    const compare = setInterval(() => this.doubt(), COMPARE_MS);
    this.timers = [warmUp.unref(), compare.unref()];
  }

  stop(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    clearTimeout(this.gathering);
    this.stops.forEach((stop) => stop());
  }

  /** How many facts have been heard of. */
  get size(): number {
    return this.heard.size;
  }

  /** Whether there is anything to take in. */
  get isBehind(): boolean {
    return this.unsure || this.heard.size > 0;
  }

  /** Something changed, or may have. */
  doubt(): void {
    this.unsure = true;
    this.soon();
  }

  /** Has the follower catch up in a moment. */
  soon(): void {
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      this.follower
        .catchUp()
        .catch((error: unknown) => this.log.warn(`${this.follower.name} not up to date: ${String(error)}`));
    }, this.follower.gatherMs).unref();
  }

  /** Hands over all that is new; where `work` fails, everything is in doubt. */
  async take(work: (news: News) => Promise<void>): Promise<void> {
    const news = { factIds: [...this.heard], unsure: this.unsure };
    this.heard.clear();
    this.unsure = false;
    try {
      await work(news);
    } catch (error) {
      this.unsure = true;
      throw error;
    }
  }

  private announced(factId: string | null): void {
    if (factId === null) return this.doubt();
    this.heard.add(factId);
    this.follower.announced();
  }
}
