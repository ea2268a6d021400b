import { enumOf } from '../../kernel/fields';
import type { Refusal } from '../../kernel/messages';
import type { Outcome } from '../panels';
import { isAgainstExperts } from '../reviews';
import { refuse } from './determinations.messages';

/**
 * Why a determination may go against the experts: matters of procedure alone. The list is closed; another view of the
 * science is none. Model: the NSFC regulation (国家自然科学基金条例, State Council, revised 2024-11-08): the funder may not
 * overrule the experts for a differing academic view.
 */
export const PROCEDURAL_GROUNDS = [
  'INTEGRITY',
  'INELIGIBLE',
  'BUDGET_EXHAUSTED',
  'DUPLICATE_FUNDING',
  'PROCEDURE_FLAW',
] as const;
export type ProceduralGround = (typeof PROCEDURAL_GROUNDS)[number];
export const ProceduralGroundEnum = enumOf(
  'ProceduralGround',
  PROCEDURAL_GROUNDS,
  'Why a determination may go against the experts. A differing academic view is no ground. To recommend against them, only PROCEDURE_FLAW.',
);

/** What the experts have said of an application. */
export interface Opinion {
  readonly average: number;
  readonly passScore: number;
  /** What their panel voted, if one has met. */
  readonly panel: Outcome | null;
}

/** Whether a determination goes against the experts: against their panel where it has decided, else against the average. */
export const contradicts = (recommend: boolean, { average, passScore, panel }: Opinion): boolean =>
  panel === 'SUPPORT' || panel === 'OPPOSE'
    ? recommend !== (panel === 'SUPPORT')
    : isAgainstExperts(recommend, average, passScore);

/** Why a determination may not be made on this ground, or on none; undefined = it may. */
export function groundRefusal(
  recommend: boolean,
  against: boolean,
  ground: ProceduralGround | null,
): Refusal | undefined {
  const path = ['input', 'proceduralGround'];
  if (!against) return ground === null ? undefined : refuse('determinations.ground-needless', {}, path);
  if (ground === null) return refuse('determinations.ground-needed', {}, path);
  return recommend && ground !== 'PROCEDURE_FLAW'
    ? refuse('determinations.ground-no-support', {}, path)
    : undefined;
}
