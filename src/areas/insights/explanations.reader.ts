import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { parseId } from '../../kernel/ids';
import { lexiconVersion } from '../../kernel/lexicon';
import { Nodes } from '../../kernel/nodes';
import type { Statistics } from '../../engine/statistics';
import { Achievement } from '../achievements';
import { NearnessReader, type Nearness } from '../embeddings';
import { aboutOf, Comparison, Judging, Match, mayAsk, textOf, versionWith } from '../matching';
import { Need } from '../needs';
import { Corpus, WeightsReader } from '../relevance';
import { refuse } from './insights.messages';

/** Statistics, weights, glossary and, where they took part, embeddings: `3.2.9f1c….5d00…`; the glossary is not read. */
const VERSION = /^(\d{1,9})\.(\d{1,9})\.\w*(?:\.([0-9a-f]{8}))?$/;

interface Versions {
  readonly statistics: Statistics;
  readonly weights: number;
  /** Of the embeddings; null where the version names none, undefined where no version was given. */
  readonly tag: string | null | undefined;
}

/** Works out a match again, under the statistics and weights of then or of now. */
@Injectable()
export class ExplanationsReader {
  constructor(
    private readonly nodes: Nodes,
    private readonly corpus: Corpus,
    private readonly weights: WeightsReader,
    private readonly judging: Judging,
    private readonly nearness: NearnessReader,
  ) {}

  /** The match of a subject of the actor's with a candidate that the actor may read; opinions left out. */
  async explain(
    actor: Actor,
    subjectId: string,
    candidateId: string,
    version?: string | null,
  ): Promise<Match> {
    const subject = await this.record(actor, subjectId, 'subjectId');
    const candidate = await this.record(actor, candidateId, 'candidateId');
    if (subject instanceof Need === candidate instanceof Need)
      throw refuse('insights.sides', {}, ['candidateId']);
    if (!mayAsk(actor, subject)) throw refuse('insights.not-owner', {}, ['subjectId']);
    const { statistics, weights, tag } = await this.versionsOf(version);
    const side = candidate instanceof Need ? 'need' : 'achievement';
    const view = this.corpus.viewOf(candidate, side, statistics);
    const query = view.query(textOf(subject));
    const comparison = new Comparison(view, query, aboutOf(subject));
    const { organisationId } = candidate;
    const context = new RequestContext(actor, '');
    const judgement = await this.judging.of(context, [subject.organisationId, organisationId], [], side);
    const near = await this.near(context, subject.id, candidate.id, tag);
    const hit = { id: candidate.id, text: view.scores(query)[0]!, beside: view.entries[0]!.meta, near };
    const kind = candidate instanceof Need ? 'NEED' : 'ACHIEVEMENT';
    const ranked = comparison.rank(kind, hit, {
      ...judgement,
      weights: await this.weights.byVersion(weights),
    });
    const { score, missing, embedding } = ranked;
    return new Match({
      ...{ subject, candidate, score, missing, embedded: embedding !== null, feedback: null, cursor: '' },
      version: versionWith(`${statistics.version}.${weights}.${lexiconVersion()}`, embedding),
      parts: () => ranked.parts(() => ''),
    });
  }

  /** How near both are by the embeddings that the version names, or by those in use now where none was given. */
  private async near(
    context: RequestContext,
    subjectId: string,
    id: string,
    tag: string | null | undefined,
  ): Promise<Nearness | undefined> {
    if (tag === undefined) return (await this.nearness.of(context, subjectId, [id])).get(id);
    if (tag === null) return undefined;
    const near = await this.nearness.again(context, subjectId, id, tag);
    if (!near) throw refuse('insights.embeddings-gone', {}, ['version']);
    return near;
  }

  private async record(actor: Actor, id: string, field: string): Promise<Need | Achievement> {
    const { prefix, uuid } = parseId(id, field);
    if (prefix !== 'need' && prefix !== 'achievement') throw refuse('insights.kind', {}, [field]);
    return (await this.nodes.get(actor, prefix, uuid, field)) as Need | Achievement;
  }

  private async versionsOf(version: string | null | undefined): Promise<Versions> {
    const { statistics } = this.corpus;
    if (version === null || version === undefined)
      return { statistics, weights: this.weights.active.version, tag: undefined };
    const [, counted, weights, tag = null] = VERSION.exec(version) ?? [];
    if (counted === undefined) throw refuse('insights.version', {}, ['version']);
    const known =
      Number(counted) === statistics.version ? statistics : await this.corpus.statisticsOf(Number(counted));
    if (!known) throw refuse('insights.version-gone', { version: counted }, ['version']);
    return { statistics: known, weights: Number(weights), tag };
  }
}
