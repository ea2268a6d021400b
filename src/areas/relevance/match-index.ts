import { AsyncResource } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { FactNews, type News } from '../../kernel/fact-news';
import { FactSignal } from '../../kernel/fact-signal';
import { Facts } from '../../kernel/facts';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Corpus } from './corpus';
import { learn, type Counting } from '../../engine/counting';
import type { Side, Statistics } from '../../engine/statistics';
import { STATISTICS } from './statistics.store';

/** So many changes are read in the background, a moment after they came; fewer, when somebody asks; milliseconds. */
const MANY = 100;
const GATHER_MS = 200;

/**
 * Keeps this process's corpus in step with the tables. What this process commits is in at the next question; what
 * another commits, a moment after its notification; what no notification told, within a minute.
 */
@Injectable()
export class MatchIndex {
  private readonly news: FactNews;
  private readonly stale: Record<Side, Set<string>> = { need: new Set(), achievement: new Set() };
  private catchingUp: Promise<void> | undefined;
  /** The end of the work on the corpus asked for so far. */
  private line: Promise<void> = Promise.resolve();

  constructor(
    private readonly uow: UnitOfWork,
    facts: Facts,
    signal: FactSignal,
    readonly corpus: Corpus,
  ) {
    this.news = new FactNews(facts, signal, {
      name: 'index',
      gatherMs: GATHER_MS,
      committed: (type, id) => this.notice(type, id),
      announced: () => this.soonIfMany(),
      catchUp: () => this.current(),
    });
  }

  onApplicationBootstrap(): void {
    this.news.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.news.stop();
    await this.line;
  }

  /** Resolves when all that this process knows to have changed is in. */
  async current(): Promise<void> {
    // A catch-up in progress may have begun before the change that the caller has just made.
    await this.catchingUp?.catch(() => undefined);
    if (!this.isBehind()) return;
    this.catchingUp ??= this.alone(this.catchUpOutside).finally(() => (this.catchingUp = undefined));
    await this.catchingUp;
  }

  /** Somebody knows that this record has changed: it is read again before the next question is answered. */
  notice(type: string, id: string): void {
    if (type !== 'need' && type !== 'achievement') return;
    this.stale[type].add(id);
    this.soonIfMany();
  }

  /** Counts the texts anew and learns from them, beside what else goes on; undefined where another process was faster. */
  async count(counting: Counting = {}): Promise<Statistics | undefined> {
    await this.current();
    const census = await this.alone(() => this.corpus.census());
    const latent = census.lesson && (await learn(census.lesson, counting));
    const kept = await this.corpus.keep(census, latent);
    await this.alone(() => this.corpus.followStatistics());
    return kept;
  }

  /** Runs `work` on the corpus when what came before is done. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.line.then(work);
    this.line = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  private isBehind(): boolean {
    return this.news.isBehind || this.staleSize > 0 || this.corpus.isOfAnotherLexicon;
  }

  private get staleSize(): number {
    return this.stale.need.size + this.stale.achievement.size;
  }

  private soonIfMany(): void {
    if (this.news.size + this.staleSize >= MANY) this.news.soon();
  }

  /** Never in the transaction of whoever asks: what it has not committed is not for others. */
  private readonly catchUpOutside = AsyncResource.bind(() => this.news.take((news) => this.catchUp(news)));

  private async catchUp({ factIds, unsure: missed }: News): Promise<void> {
    const unsure = missed || this.corpus.isOfAnotherLexicon;
    const before = { need: this.stale.need, achievement: this.stale.achievement };
    Object.assign(this.stale, { need: new Set(), achievement: new Set() });
    const counted = unsure || (factIds.length > 0 && (await this.lookUp(factIds, before)));
    if (counted) await this.corpus.followStatistics();
    if (unsure) await this.corpus.compare(before);
    await this.corpus.refresh(before);
  }

  /** Of which needs and achievements the facts tell; true when they tell of statistics. */
  private async lookUp(factIds: readonly string[], stale: Record<Side, Set<string>>): Promise<boolean> {
    const told = await this.uow.query<{ type: Side | typeof STATISTICS; id: string }>(sql`
      SELECT DISTINCT subject_type AS type, subject_id AS id FROM facts
      WHERE id = ANY(${factIds}) AND subject_type IN ('need', 'achievement', ${STATISTICS})`);
    for (const { type, id } of told) if (type !== STATISTICS) stale[type].add(id);
    return told.some(({ type }) => type === STATISTICS);
  }
}
