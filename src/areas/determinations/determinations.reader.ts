import { Injectable } from '@nestjs/common';
import { isBureau, SYSTEM } from '../../kernel/actor';
import type { RequestContext } from '../../kernel/context';
import type { Refusal } from '../../kernel/messages';
import { always, any, bureau, either, policy } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { ApplicationsReader, Determinable, Impartiality, type Application } from '../applications';
import { ofParty, ofPartySql } from '../conflicts';
import { PanelsReader } from '../panels';
import { incompleteness, ReviewsReader, type Review } from '../reviews';
import { Determination } from './determination';
import { refuse } from './determinations.messages';

/** Parties and the bureau read what was decided and why. */
export const determinationPolicy = policy<Determination>()<never>({
  rules: { read: any(bureau, ofParty) },
  readable: (actor) => (actor.kind === 'system' || isBureau(actor) ? always : either(ofPartySql(actor))),
});

/** Reads determinations. */
@Injectable()
export class DeterminationsReader extends Reader<Determination> {
  constructor(context: ReaderContext) {
    super(context, Determination, determinationPolicy.readable);
  }
}

/** Tells beforehand what `determineApplication` would say. */
@Injectable()
export class ReviewsDeterminable extends Determinable {
  constructor(
    private readonly applications: ApplicationsReader,
    private readonly reviews: ReviewsReader,
    private readonly panels: PanelsReader,
    private readonly impartiality: Impartiality,
  ) {
    super();
  }

  async refusal(context: RequestContext, { id }: Application): Promise<Refusal | undefined> {
    // In a list of their own: a loader takes an error for its own failure.
    const loader = context.batch<(Refusal | undefined)[]>('determinations.determinable', async (ids) => {
      const applications = [...(await this.applications.byIds(SYSTEM, ids)).values()];
      const partial = await this.impartiality.partialities(context.actor, applications);
      const terms = await this.applications.termsOf(ids);
      const reviews = await this.reviews.counting(ids);
      const panels = await this.panels.standing(ids);
      const of = (one: string): Review[] => reviews.filter(({ applicationId }) => applicationId === one);
      const voting = (one: string): Refusal | undefined =>
        panels.get(one)?.state === 'VOTING' ? refuse('determinations.panel-voting', {}) : undefined;
      return ids.map((one) => [partial.get(one) ?? incompleteness(terms.get(one)!, of(one)) ?? voting(one)]);
    });
    const [refusal] = await loader.load(id);
    return refusal;
  }
}
