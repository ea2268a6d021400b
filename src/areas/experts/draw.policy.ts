import { always, policy } from '../../kernel/policy';
import { officer, officerSql } from '../conflicts';
import type { Draw } from './draw';

/** Draws name experts: they are the bureau's alone. */
export const drawPolicy = policy<Draw>()<never>({
  rules: { read: officer },
  readable: (actor) => (actor.kind === 'system' ? always : officerSql(actor)),
});
