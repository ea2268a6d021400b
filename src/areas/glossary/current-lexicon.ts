import { AsyncResource } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { FactNews, type News } from '../../kernel/fact-news';
import { FactSignal } from '../../kernel/fact-signal';
import { Facts } from '../../kernel/facts';
import { useLexicon } from '../../kernel/lexicon';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { GlossaryReader } from './glossary.reader';

const GATHER_MS = 300;

/** Keeps the lexicon of this process as the glossary stands, whichever process changed it. */
@Injectable()
export class CurrentLexicon {
  private readonly news: FactNews;
  private stamp = '';
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly uow: UnitOfWork,
    facts: Facts,
    signal: FactSignal,
    private readonly glossary: GlossaryReader,
  ) {
    this.news = new FactNews(facts, signal, {
      name: 'glossary',
      gatherMs: GATHER_MS,
      committed: (type) => type === 'concept' && this.doubt(),
      announced: () => this.news.soon(),
      catchUp: () => this.current(),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.current();
    this.news.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.news.stop();
    await this.work.catch(() => undefined);
  }

  /** Resolves when all that this process knows to have changed is in. */
  current(): Promise<void> {
    this.work = this.work.catch(() => undefined).then(() => this.catchUpOutside());
    return this.work;
  }

  /** Something changed, or may have. */
  doubt(): void {
    this.news.doubt();
  }

  /** Never in the transaction of whoever asks: what it has not committed is not for others. */
  private readonly catchUpOutside = AsyncResource.bind(() => this.news.take((news) => this.catchUp(news)));

  private async catchUp({ factIds, unsure }: News): Promise<void> {
    if (!unsure && !(await this.concerns(factIds))) return;
    const stamp = await this.glossary.stamp();
    if (stamp === this.stamp) return;
    useLexicon(await this.glossary.all());
    this.stamp = stamp;
  }

  private async concerns(factIds: readonly string[]): Promise<boolean> {
    if (factIds.length === 0) return false;
    const told = await this.uow.query(
      sql`SELECT FROM facts WHERE id = ANY(${factIds}) AND subject_type = 'concept' LIMIT 1`,
    );
    return told.length > 0;
  }
}
