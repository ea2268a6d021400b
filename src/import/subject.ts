import type { INestApplicationContext, Type } from '@nestjs/common';
import type { Refusal } from '../kernel/messages';
import type { Column } from './columns';

/** How far an imported record is taken. */
export const STATES = ['draft', 'in-review', 'open'] as const;
export type ImportState = (typeof STATES)[number];

/** Where the rows go. */
export interface Target {
  readonly app: INestApplicationContext;
  /** The uuid of the organisation whose records they become. */
  readonly organisationId: string;
  readonly state: ImportState;
}

/** What can be imported: its columns, and how a row becomes a record. `I` is the API's own input class. */
export interface Subject<I extends object = object> {
  readonly columns: readonly Column[];
  /** Fields without which a file is the wrong file. */
  readonly required: readonly string[];
  readonly fallback: ImportState;
  readonly input: Type<I>;
  /** The input as a client would send it. */
  readonly shape: (values: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** Which of the organisation's own numbers are taken. */
  readonly known: (target: Target, externalIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The field that holds the owner's number; `externalId` unless said. */
  readonly numbered?: string;
  /** Writes many records with few statements, and gives why those that were refused were; before `write`, where given. */
  writeMany?(target: Target, inputs: readonly I[]): Promise<(Refusal | undefined)[]>;
  /** Writes one record; `values` holds what the input does not. */
  write?(
    target: Target,
    input: I,
    externalId: string,
    values: Readonly<Record<string, unknown>>,
  ): Promise<void>;
}
