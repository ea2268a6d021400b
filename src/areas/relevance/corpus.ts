import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { openBridge } from '../../kernel/bridge';
import { lexiconVersion } from '../../kernel/lexicon';
import { MAX_FIRST } from '../../kernel/page';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { AchievementsReader, ON_OFFER, type Achievement } from '../achievements';
import { FINDABLE, Need, NeedsReader } from '../needs';
import { besideAchievement, besideNeed, textOfAchievement, textOfNeed, type Beside } from './compared';
import { countSide, lessonOf, type Lesson } from '../../engine/counting';
import { NO_STATISTICS, SIDES, type Latent, type Side, type Statistics } from '../../engine/statistics';
import { StatisticsStore } from './statistics.store';
import { StoredDocuments, type Source } from './stored-documents';
import { documentOf, tallyOf, type Titled } from '../../engine/document';
import { TextIndex } from '../../engine/text-index';
import { View } from '../../engine/view';
import { Vocabulary } from '../../engine/vocabulary';

type Stale = Readonly<Record<Side, Set<string>>>;

/** A record as the index takes it. */
interface Found extends Source {
  readonly beside: Beside;
}

/** What was counted after the statistics of `version`. */
export interface Census extends Pick<Statistics, 'version' | 'sides'> {
  readonly lesson: Lesson | undefined;
  readonly lexicon: string;
}

const isCounted = ({ visibility }: Beside): boolean => visibility !== 'CONFIDENTIAL';
const pause = (): Promise<void> => turn();

/** Every findable need and achievement in the memory of this process, and what they are weighed by. One caller at a time. */
@Injectable()
export class Corpus {
  private readonly vocabulary = new Vocabulary();
  readonly sides: Readonly<Record<Side, TextIndex<Beside>>> = {
    need: new TextIndex(this.vocabulary),
    achievement: new TextIndex(this.vocabulary),
  };
  /** What texts are weighed by at present. */
  statistics: Statistics = NO_STATISTICS;
  private countedLexicon = '0';
  private comparedLexicon = '';

  constructor(
    private readonly uow: UnitOfWork,
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
    private readonly documents: StoredDocuments,
    private readonly store: StatisticsStore,
  ) {}

  /** True where the glossary has changed since the texts were compared with the tables. */
  get isOfAnotherLexicon(): boolean {
    return this.comparedLexicon !== lexiconVersion();
  }

  /** True where the texts were counted with the glossary in use. */
  get isCountedInThisLexicon(): boolean {
    return this.countedLexicon === lexiconVersion();
  }

  /** How many texts of a side would be counted. */
  countable(side: Side): number {
    const { entries } = this.sides[side].view();
    return entries.reduce((sum, entry) => sum + (entry && isCounted(entry.meta) ? 1 : 0), 0);
  }

  /** Adds every difference between the tables and the index to `stale`, by the records' versions and the glossary's. */
  async compare(stale: Stale): Promise<void> {
    this.comparedLexicon = lexiconVersion();
    const rows = await this.uow.query<{ side: Side; id: string; version: number }>(sql`
      SELECT 'need' AS side, id, version FROM needs WHERE state = ANY(${FINDABLE})
      UNION ALL SELECT 'achievement', id, version FROM achievements WHERE state = ANY(${ON_OFFER})`);
    const gone = { need: new Set(this.sides.need.ids()), achievement: new Set(this.sides.achievement.ids()) };
    for (const { side, id, version } of rows) {
      gone[side].delete(id);
      if (!this.holds(side, id, version)) stale[side].add(id);
    }
    for (const side of SIDES) for (const id of gone[side]) stale[side].add(id);
  }

  /** Reads these records again, some at a time so that requests are answered in between. */
  async refresh(stale: Stale): Promise<void> {
    for (const side of SIDES) {
      const ids = [...stale[side]];
      for (let at = 0; at < ids.length; at += MAX_FIRST) {
        await this.refreshSome(side, ids.slice(at, at + MAX_FIRST));
        await this.sides[side].settle(pause);
      }
    }
    if (SIDES.some((side) => this.sides[side].view().isMixed)) await openBridge();
  }

  /** Weighs by the latest statistics that any process has counted. */
  async followStatistics(): Promise<void> {
    const { version, lexicon } = await this.store.latest();
    if (version === this.statistics.version) return;
    const read = await this.store.read(version, this.vocabulary);
    if (read) await this.use(read, lexicon);
  }

  /** Counts the texts as they are, and copies what there is to learn from them. */
  async census(): Promise<Census> {
    const { version } = this.statistics;
    const sides = { need: await this.countSide('need'), achievement: await this.countSide('achievement') };
    const lesson = await lessonOf(this.sides, sides, isCounted, pause);
    return { version, sides, lesson, lexicon: lexiconVersion() };
  }

  /** Keeps a census as the new version; undefined where another process was faster. */
  keep({ version, sides, lexicon }: Census, latent: Latent | undefined): Promise<Statistics | undefined> {
    return this.store.keep({ version, sides, latent }, this.vocabulary, lexicon);
  }

  /** A record alone, as these statistics weigh it. */
  viewOf(record: Need | Achievement, side: Side, { sides, latent }: Statistics): View<Beside> {
    const view = new View<Beside>(this.vocabulary, sides[side], latent);
    const text = record instanceof Need ? textOfNeed(record) : textOfAchievement(record);
    const beside = record instanceof Need ? besideNeed(record) : besideAchievement(record, []);
    view.append(record.id, documentOf(tallyOf(text), this.vocabulary), beside);
    return view;
  }

  /** How alike two texts are that are in no index, 0 to 1, as needs are weighed at present. */
  likeness(one: Titled, other: Titled): number {
    const view = new View<null>(this.vocabulary, this.statistics.sides.need, this.statistics.latent);
    view.append('other', documentOf(tallyOf(other), this.vocabulary), null);
    return view.scores(view.query(one))[0]!;
  }

  /** Earlier statistics, to see how a score came about; undefined where they are not kept any more. */
  statisticsOf(version: number): Promise<Statistics | undefined> {
    return this.store.read(version, this.vocabulary);
  }

  private countSide(side: Side): ReturnType<typeof countSide> {
    return countSide(this.sides[side].view(), this.vocabulary.size, isCounted, pause);
  }

  private async use(statistics: Statistics, lexicon: string): Promise<void> {
    for (const side of SIDES) await this.sides[side].use(statistics.sides[side], statistics.latent, pause);
    this.statistics = statistics;
    this.countedLexicon = lexicon;
  }

  private holds(side: Side, id: string, version: number): boolean {
    const known = this.sides[side].meta(id);
    return known?.version === version && known.lexicon === lexiconVersion();
  }

  private async refreshSome(side: Side, ids: readonly string[]): Promise<void> {
    const found = await (side === 'need' ? this.readNeeds(ids) : this.readAchievements(ids));
    const known = new Set(found.map(({ id }) => id));
    for (const id of ids) if (!known.has(id)) this.sides[side].remove(id);
    const changed = found.filter(({ id, version }) => !this.holds(side, id, version));
    const documents = await this.documents.of(changed, this.vocabulary, lexiconVersion());
    changed.forEach(({ id, beside }, at) => this.sides[side].put(id, documents[at]!, beside));
  }

  private async readNeeds(ids: readonly string[]): Promise<Found[]> {
    const found = [...(await this.needs.byIds(SYSTEM, ids)).values()];
    return found
      .filter(({ state }) => FINDABLE.includes(state))
      .map((need) => ({
        id: need.id,
        version: need.version,
        text: textOfNeed(need),
        beside: besideNeed(need),
      }));
  }

  private async readAchievements(ids: readonly string[]): Promise<Found[]> {
    const found = [...(await this.achievements.byIds(SYSTEM, ids)).values()];
    const people = await this.achievements.contributorsOf(ids);
    return found
      .filter(({ state }) => ON_OFFER.includes(state))
      .map((one) => {
        const beside = besideAchievement(one, people.get(one.id) ?? []);
        return { id: one.id, version: one.version, text: textOfAchievement(one), beside };
      });
  }
}
