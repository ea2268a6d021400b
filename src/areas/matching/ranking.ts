import { scoreOfWorks, type RatedWork } from '../../engine/experts';
import {
  combine,
  FACTORS,
  type Contributions,
  type Factor,
  type Values,
  type Weights,
} from '../../engine/factors';
import { blended } from '../../engine/embedding';
import { echoesOf, type Echo, type Example } from '../../engine/feedback';
import {
  budgetValue,
  fieldValue,
  freshValue,
  modeValue,
  recordValue,
  regionValue,
  trlValue,
} from '../../engine/structure';
import type { Query } from '../../engine/query';
import type { View } from '../../engine/view';
import type { Nearness } from '../embeddings';
import type { Beside } from '../relevance';
import type { MatchKind } from './match';
import { embeddedParts, textParts, wholeParts, workParts, type Part } from './reasons';
import type { Traits } from './traits.reader';

/** A candidate before anybody has looked whether this viewer may know of it. */
export interface Ranked {
  readonly kind: MatchKind;
  readonly id: string;
  readonly score: number;
  /** The model whose embeddings are in the score, as the version of a match names it; else null. */
  readonly embedding: string | null;
  /** What nobody said, the heaviest first. */
  readonly missing: readonly Factor[];
  readonly parts: (titleOf: (id: string) => string) => Part[];
}

/** What is known of a subject beside its text. */
export interface Subject {
  readonly organisationId: string;
  readonly sectors: readonly string[];
  readonly modes: readonly string[];
  /** What can be paid at most, or what is asked at least, CNY yuan. */
  readonly money: number | null;
  /** Readiness wanted by a need, or offered by an achievement. */
  readonly trl: number | null;
}

/** What everything is judged with. */
export interface Judgement {
  readonly weights: Weights;
  readonly traits: ReadonlyMap<string, Traits>;
  /** Midnight of the day in use, milliseconds: what ages does so by the day, or pages would shift. */
  readonly today: number;
  /** What the owner thinks of candidates of this side. */
  readonly examples: readonly Example[];
}

/** A text that came out among the best. */
export interface Hit {
  readonly id: string;
  readonly text: number;
  readonly beside: Beside;
  /** How near it is by embeddings, where that is known. */
  readonly near?: Nearness | undefined;
}

/** One subject against one side of the index at one moment. */
export class Comparison {
  private readonly scores: Float64Array;

  constructor(
    private readonly view: View<Beside>,
    private readonly query: Query,
    private readonly subject: Subject,
  ) {
    this.scores = view.scores(query);
  }

  /** The best `most` texts that score at least `least`; the subject's owner's are no candidates. */
  hits(least: number, most: number): Hit[] {
    const found: Hit[] = [];
    this.scores.forEach((text, ordinal) => {
      if (text < least) return;
      const entry = this.view.entries[ordinal];
      if (entry && entry.meta.organisationId !== this.subject.organisationId)
        found.push({ id: entry.id, text, beside: entry.meta });
    });
    return found.sort((a, b) => b.text - a.text || (a.id < b.id ? -1 : 1)).slice(0, most);
  }

  /** One text, however well it does; undefined where it is not there. */
  hit(id: string): Hit | undefined {
    const ordinal = this.view.ordinals.get(id);
    const entry = ordinal === undefined ? undefined : this.view.entries[ordinal];
    return entry && { id, text: this.scores[ordinal!]!, beside: entry.meta };
  }

  /** What is known of a text as a candidate. */
  values(hit: Hit, judgement: Judgement, kind: MatchKind): Values {
    return valuesOf(this.subject, hit, judgement, kind === 'NEED');
  }

  /** A text as a candidate. */
  rank(kind: MatchKind, hit: Hit, judgement: Judgement): Ranked {
    const values = this.values(hit, judgement, kind);
    const made = judged(hit.id, values, judgement);
    const text = (): Part[] =>
      embeddedParts(textParts(this.view.explain(this.query, hit.id)), hit.near?.likeness);
    const embedding = hit.near?.tag ?? null;
    return { kind, id: hit.id, ...made, embedding, parts: (titleOf) => made.parts(text(), titleOf) };
  }

  /**
   * The works of those who have a work among the best `reach`: their best `most` each, best first. `keysOf` says
   * whose a work is.
   */
  worksBy(
    keysOf: (beside: Beside) => readonly string[],
    reach: number,
    most: number,
  ): Map<string, RatedWork[]> {
    const works = new Map<string, RatedWork[]>();
    this.hits(Number.MIN_VALUE, Number.POSITIVE_INFINITY).forEach(({ id, text, beside }, rank) => {
      for (const key of keysOf(beside)) {
        if (rank < reach && !works.has(key)) works.set(key, []);
        const known = works.get(key);
        if (known && known.length < most) known.push({ id, score: text });
      }
    });
    return works;
  }
}

/** Someone as a candidate, by those of their works that the viewer may read. */
export function byWorks(
  kind: MatchKind,
  id: string,
  works: readonly RatedWork[],
  subject: Subject,
  judgement: Judgement,
): Ranked {
  const own = judgement.traits.get(subject.organisationId);
  const theirs = kind === 'ORGANISATION' ? judgement.traits.get(id) : undefined;
  const values = known({
    text: scoreOfWorks(works),
    region: theirs && regionValue(own?.district ?? null, theirs.district),
    record: theirs && recordValue(theirs.accepted, theirs.answered),
  });
  const made = judged(id, values, { ...judgement, examples: [] });
  const parts: Ranked['parts'] = (titleOf) => made.parts(workParts(works, titleOf), titleOf);
  return { kind, id, ...made, embedding: null, parts };
}

function valuesOf(
  subject: Subject,
  { text, beside, near }: Hit,
  { traits, today }: Judgement,
  isNeed: boolean,
): Values {
  const [own, theirs] = [traits.get(subject.organisationId), traits.get(beside.organisationId)];
  return known({
    text: blended(text, near?.likeness),
    field: fieldValue(subject.sectors, beside.sectors),
    trl: isNeed ? trlValue(beside.trl, subject.trl) : trlValue(subject.trl, beside.trl),
    budget: isNeed ? budgetValue(beside.money, subject.money) : budgetValue(subject.money, beside.money),
    mode: modeValue(subject.modes, beside.modes),
    region: regionValue(own?.district ?? null, theirs?.district ?? null),
    record: theirs && recordValue(theirs.accepted, theirs.answered),
    fresh: freshValue(beside.freshAt, today),
  });
}

const known = (values: { [F in keyof Values]: number | undefined }): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

interface Judged {
  readonly score: number;
  readonly missing: readonly Factor[];
  readonly parts: (text: readonly Part[], titleOf: (id: string) => string) => Part[];
}

function judged(id: string, values: Values, { weights, examples }: Judgement): Judged {
  const { score, contributions } = combine(values, weights);
  const echoes = echoesOf(id, examples);
  const total = echoes.reduce((sum, { contribution }) => sum + contribution, score);
  const parts: Judged['parts'] = (text, titleOf) => partsOf(text, contributions, values, echoes, titleOf);
  const missing = FACTORS.filter((factor) => values[factor] === undefined && weights[factor] > 0);
  missing.sort((a, b) => weights[b] - weights[a]);
  return { score: total, missing, parts };
}

const partsOf = (
  text: readonly Part[],
  contributions: Contributions,
  values: Values,
  echoes: readonly Echo[],
  titleOf: (id: string) => string,
): Part[] =>
  wholeParts(
    text,
    contributions,
    values,
    echoes.map((echo) => ({ ...echo, title: titleOf(echo.id) })),
  );
