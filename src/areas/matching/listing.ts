import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../kernel/context';
import { lexiconVersion } from '../../kernel/lexicon';
import { cursorOf, refuseCursor, type Window } from '../../kernel/page';
import { Corpus, WeightsReader } from '../relevance';
import type { OwnerOpinion } from '../verdicts';
import { Candidates } from './candidates';
import { Match, MatchConnection, type Candidate } from './match';
import type { Ranked } from './ranking';

/** A candidate that the owner dismissed stands behind all others. */
const DISMISSED = 10;

interface Standing extends Ranked {
  /** By what the list is sorted. */
  readonly rank: number;
}

/** Makes pages of what was ranked, of what the viewer may know of. */
@Injectable()
export class Listing {
  constructor(
    private readonly corpus: Corpus,
    private readonly weights: WeightsReader,
    private readonly candidates: Candidates,
  ) {}

  /** Statistics, weights and glossary in use. */
  get version(): string {
    return `${this.corpus.statistics.version}.${this.weights.active.version}.${lexiconVersion()}`;
  }

  /** A page, best first; what belongs to `ownerId` is left out. */
  async page(
    context: RequestContext,
    window: Window,
    subject: Candidate,
    ownerId: string,
    ranked: readonly Ranked[],
    opinions: readonly OwnerOpinion[],
  ): Promise<MatchConnection> {
    const standing = inOrder(ranked, opinions).filter(isAfter(window));
    const found = await this.candidates.first(context, ownerId, standing, window.first + 1);
    const nodes = found
      .slice(0, window.first)
      .map(({ one, candidate }) => this.match(subject, one, candidate, opinions));
    return new MatchConnection(nodes, found.length > window.first, window.after !== null);
  }

  private match(
    subject: Candidate,
    { id, score, rank, missing, embedding, parts }: Standing,
    candidate: Candidate,
    opinions: readonly OwnerOpinion[],
  ): Match {
    const { sides } = this.corpus;
    const titleOf = (text: string): string =>
      (sides.achievement.meta(text) ?? sides.need.meta(text))?.title ?? '';
    const feedback = opinions.find(({ candidateId, said }) => said && candidateId === id)?.verdict ?? null;
    const version = versionWith(this.version, embedding);
    const made = { subject, candidate, score, feedback, version, embedded: embedding !== null, missing };
    return new Match({ ...made, cursor: cursorOf(String(rank), id), parts: () => parts(titleOf) });
  }
}

/** What a match was scored by, with the model whose embeddings are in its score. */
export const versionWith = (version: string, embedding: string | null): string =>
  embedding === null ? version : `${version}.${embedding}`;

function inOrder(ranked: readonly Ranked[], opinions: readonly OwnerOpinion[]): Standing[] {
  const dismissed = new Set(
    opinions.filter(({ verdict }) => verdict === 'NOT_RELEVANT').map(({ candidateId }) => candidateId),
  );
  const standing = ranked.map((one) => {
    return { ...one, rank: dismissed.has(one.id) ? one.score - DISMISSED : one.score };
  });
  return standing.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
}

function isAfter({ after }: Window): (one: Standing) => boolean {
  if (!after) return () => true;
  const [key, id] = after;
  const rank = Number(key);
  if (key === '' || !Number.isFinite(rank)) throw refuseCursor();
  return (one) => one.rank < rank || (one.rank === rank && one.id > id);
}
