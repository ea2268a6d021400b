import { kind } from '../../kernel/kind';
import type { Check } from '../../kernel/lifecycle';
import { castIn } from './ballot';
import { Panel } from './panel';
import { PANEL_VERBS, panelLifecycle } from './panel.lifecycle';
import { panelPolicy } from './panel.policy';
import { refuse } from './panels.messages';

const quorate: Check<Panel> = (panel) => {
  const [cast, { quorum }] = [castIn(panel), panel];
  return cast < quorum ? refuse('panels.quorum', { cast, quorum }) : undefined;
};

/** The panel as the engine, the API and the tests know it. */
export const panelKind = kind({
  prefix: 'panel',
  entity: Panel,
  lifecycle: panelLifecycle,
  policy: panelPolicy,
  verbs: PANEL_VERBS,
  checks: { CLOSE: [quorate] },
  labels: {
    VOTING: { zh: '投票中', en: 'voting' },
    CLOSED: { zh: '已结束', en: 'closed' },
    CANCELLED: { zh: '已取消', en: 'cancelled' },
    CLOSE: { zh: '结束会评', en: 'close' },
    ANNUL: { zh: '会评作废', en: 'annul' },
    CANCEL: { zh: '取消会评', en: 'cancel' },
  },
});
