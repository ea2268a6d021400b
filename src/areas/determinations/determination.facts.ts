import { topic } from '../../kernel/facts';
import type { Outcome } from '../panels';
import type { ProceduralGround } from './grounds';

/** How a determination stands to the opinions of the experts; the parties read it. */
export const expertsWeighed = topic<{
  recommend: boolean;
  average: number;
  panel: Outcome | null;
  againstExperts: boolean;
  proceduralGround: ProceduralGround | null;
}>('application.experts-weighed');
