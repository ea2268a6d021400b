/** Every sentence a person may read, in both languages, keyed by the code that a program reads. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

export type Locale = 'zh' | 'en';
export type Scalar = string | number;

const registry = new Map<string, Sentence>();

/** Declares a table of sentences; a code may be declared once in the whole program. */
export function messages<const T extends Record<string, Sentence>>(table: T): T {
  for (const [code, sentence] of Object.entries(table)) {
    if (registry.has(code)) throw new Error(`message code declared twice: ${code}`);
    registry.set(code, sentence);
  }
  return table;
}

/** Every declared sentence: read by tests and by the documentation of refusal codes. */
export const allMessages = (): ReadonlyMap<string, Sentence> => registry;

/** The sentence of `code` in `locale`, with its parameters filled in; an unknown code is shown as it is. */
export function sentence(code: string, params: Readonly<Record<string, Scalar>>, locale: Locale): string {
  const text = registry.get(code)?.[locale] ?? code;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'string' && registry.has(value) ? sentence(value, {}, locale) : String(value);
  });
}

type Names<S extends string> = S extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never;

/** The parameters that a code needs are read off its sentence: a missing one does not compile. */
export type Params<S extends Sentence> = { [K in Names<S['en']>]: Scalar };

/** The business says no: a code for programs, parameters for the sentence, the path of the input field at fault. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, Scalar>> = {},
    /** Where in the arguments the fault lies. Not `path`: GraphQL would take that for its own. */
    readonly at?: readonly string[],
  ) {
    // No defect, so no stack: lists make a refusal for each action that a viewer may not take.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super();
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'Refusal';
  }
}

// The English sentence, for logs, made only when somebody reads it.
Object.defineProperty(Refusal.prototype, 'message', {
  get(this: Refusal) {
    return sentence(this.code, this.params, 'en');
  },
});

/** Makes refusals of one table: `refuse('needs.no-budget', {})`. */
export const refuser =
  <T extends Record<string, Sentence>>(_table: T) =>
  <C extends keyof T & string>(code: C, params: Params<T[C]>, path?: readonly string[]): Refusal =>
    new Refusal(code, params, path);
