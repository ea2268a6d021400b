import { topic } from '../../kernel/facts';

/** A change of a book: how much, and by which document. */
interface Booked {
  readonly amount: string;
  readonly document: string;
}

export const fundOpened = topic<{ code: string }>('fund.opened');
/** From then on a fund pays for what is approved in a round. */
export const fundCalled = topic<{ roundId: string }>('fund.called');
export const budgetAnnounced = topic<{ planned: string; dueOn: string | null }>('fundyear.announced');
export const budgetAllocated = topic<Booked>('fundyear.allocated');
export const budgetReduced = topic<Booked>('fundyear.reduced');
export const budgetCarried = topic<Booked>('fundyear.carried-over');
