import { enumOf } from './fields';

/** How two sides can work together on a technology (Civil Code art. 843, and taking a share). */
export const COOPERATION_MODES = [
  'DEVELOPMENT',
  'TRANSFER',
  'LICENCE',
  'CONSULTING',
  'SERVICE',
  'EQUITY',
] as const;
export type CooperationMode = (typeof COOPERATION_MODES)[number];
export const CooperationModeEnum = enumOf('CooperationMode', COOPERATION_MODES);
