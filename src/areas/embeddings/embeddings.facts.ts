import { topic } from '../../kernel/facts';
import { settingId } from '../../kernel/settings';

/** What the facts about embeddings are about: all models share one history. */
export const EMBEDDINGS_SUBJECT = { type: 'embeddings', id: settingId('match.embeddings') } as const;

interface TrialPayload {
  readonly model: string;
  readonly verdict: string;
  readonly lossBefore: number | null;
  readonly lossAfter: number | null;
  readonly certainty: number;
  readonly needs: number;
}

/** A trial won: embeddings are used from now on. */
export const embeddingsAdopted = topic<TrialPayload>('embeddings.adopted');
/** A trial did not win any more: they are not used from now on. */
export const embeddingsDropped = topic<TrialPayload>('embeddings.dropped');
/** An officer switched them on or off, whatever trials say. */
export const embeddingsSwitched = topic<{ model: string; on: boolean }>('embeddings.switched');
