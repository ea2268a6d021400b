import { topic } from '../../kernel/facts';

/** Stated of the draw, not of the application: parties do not learn how often was drawn. */
export const expertsDrawn = topic<{
  applicationId: string;
  count: number;
  eligible: number;
  excluded: number;
  /** Names the record that the draw follows from. */
  recordHash: string;
}>('draw.experts-drawn');
