import type { TestApp } from '../../../test/support/app';
import { SYSTEM } from '../../kernel/actor';
import type { Programme } from './programme';
import { ProgrammesService } from './programmes.service';

/** A version of the programme with other numbers, for rounds that open from now on. */
export const revised = (app: TestApp, values: Readonly<Record<string, number>>): Promise<Programme> =>
  app.get(ProgrammesService).revise(SYSTEM, {
    terms: Object.entries(values).map(([key, value]) => ({ key, value })),
    reason: '测试',
  });
