import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import type { Locale } from '../../kernel/messages';
import { MAX_FIRST } from '../../kernel/page';
import { requestScope, runInRequest } from '../../kernel/request';
import type { Achievement } from '../achievements';
import { MatchesReader, type Match, type MatchReason } from '../matching';
import { Need } from '../needs';
import { MatchIndex } from '../relevance';

/** A part of a score in the words of both languages: an alert outlives the index that it came from. */
export interface KeptReason extends Pick<MatchReason, 'factor' | 'contribution' | 'terms'> {
  readonly text: Readonly<Record<Locale, string>>;
}

/** How well two records fit; `score` 0 to 1. */
export interface Fit {
  readonly score: number;
  readonly why: KeptReason[];
}

/** Asks matching: the one place that knows how. */
@Injectable()
export class Fits {
  constructor(
    private readonly matches: MatchesReader,
    private readonly index: MatchIndex,
  ) {}

  /** A publication may be heard here sooner than its signal, which may be lost: the index must not answer without it. */
  expect(published: Need | Achievement): void {
    this.index.notice(published instanceof Need ? 'need' : 'achievement', published.id);
  }

  /** How `candidate` fits `subject` in the eyes of a member of its owner; undefined below `least` or where dismissed. */
  async of(
    actor: Actor,
    subject: Need | Achievement,
    candidate: Need | Achievement,
    least: number,
  ): Promise<Fit | undefined> {
    const context = new RequestContext(actor, '');
    const kind = candidate instanceof Need ? 'NEED' : 'ACHIEVEMENT';
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo } = await this.matches.page(context, subject, { first: MAX_FIRST, after }, [
        kind,
      ]);
      const found = nodes.find((match) => match.candidate.id === candidate.id);
      if (found) return found.feedback === 'NOT_RELEVANT' ? undefined : kept(found);
      if (!pageInfo.hasNextPage || nodes.at(-1)!.score < least) return undefined;
      after = pageInfo.endCursor;
    }
  }
}

/** The reason as matching shows it, in the caller's language. */
export const spoken = ({ text, ...reason }: KeptReason): Omit<KeptReason, 'text'> & { text: string } => ({
  ...reason,
  text: text[requestScope().locale],
});

function kept(match: Match): Fit {
  const inWords = (locale: Locale): string[] =>
    runInRequest({ id: requestScope().id, locale }, () => match.reasons.map(({ text }) => text));
  const [zh, en] = [inWords('zh'), inWords('en')];
  const why = match.reasons.map(({ factor, contribution, terms }, at) => {
    const text = { zh: zh[at]!, en: en[at]! };
    return { factor, contribution, terms, text };
  });
  return { score: match.score, why };
}
