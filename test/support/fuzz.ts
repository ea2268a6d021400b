import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';

/** An operation with arguments that nobody would think of. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Numbers from 0 up to 1 that a seed repeats (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TEXTS = [
  '老卤镁锂比约四十，现用进口吸附剂溶损偏高，需在夏季二十五度、冬季零下工况下稳定运行，循环两百次后衰减三成。',
  'x',
  '鹽湖𠮷野家🔋👨‍👩‍👧‍👦',
  '',
  '   ',
  'a\u0000b',
  '\ud800',
  'tail \udfff',
  '\u202e\u200b\ufeff',
  "'; DROP TABLE needs; --",
  '%_\\&|!():*<>',
  '{term} {0} ${x}',
  '锂'.repeat(10_000),
  'C26',
  '630104',
  '09:30',
  '25:99',
  'INNOVATION',
  'projects.approved',
  '0000-0002-1825-0097',
  '91350100M000100Y43',
  'rival@test.example',
];
const DAYS = [
  ...['2025-10-15', '2025-12-31', '2026-02-28', '2025-09-30', '2026-10-01'],
  ...['2025-02-30', '0000-00-00', '0000-01-01', '0001-01-01', '9999-12-31', '1000-01-01', '2025-13-01', 'x'],
];
const DECIMALS = [
  ...['0', '1', '1000000.00', '3500000', '99999999999999.99', '00000000000001', 0.1, 12],
  ...['-1', '-0', '999999999999999', '1e5', '', 'NaN', '.5', '1.005'],
];
const INTS = [0, 1, 2, 3, 4, 5, 7, 31, 45, 100, 2025, 2026, -1, 101, 2_147_483_647, -2_147_483_648, 1.5];
const FLOATS = [0, 80, 100, 33.333_333_333, -0.01, 100.5, 1e308, 5e-324];
const BOOLEANS = [true, false];
const KNOWN: Readonly<Record<string, readonly unknown[]>> = {
  String: TEXTS,
  Date: DAYS,
  Decimal: DECIMALS,
  Int: INTS,
  Float: FLOATS,
  Boolean: BOOLEANS,
};
/** What the well-meant half of all values is taken from: the first so many. */
const GOOD = { String: 3, Date: 3, Decimal: 4, Int: 7, Float: 3, Boolean: 2 } as const;

/** Which type an id argument means, where its name does not say. */
const NAMED: Readonly<Record<string, string>> = {
  organisationId: 'org',
  ownerId: 'org',
  partyIds: 'org',
  attendeeIds: 'person',
  contributorIds: 'person',
  leaderId: 'person',
  actionItem: 'action',
  liaison: 'series',
};

/** Makes operations on a schema; ids that answers hold are taken up and used again. */
export class Fuzzer {
  private readonly ids = new Map<string, string[]>();
  private hashes: string[] = ['x'];
  /** Whether the operation in the making means well: without such, no record would get far. */
  private kind = false;

  constructor(private readonly next: () => number) {}

  /** Takes up every id and content hash in an answer. */
  learn(answer: unknown): void {
    const text = JSON.stringify(answer ?? null);
    const hashes = [...text.matchAll(/"contentHash":"(\w{64})"/g)].map(([, hash]) => hash!);
    this.hashes = [...this.hashes, ...hashes].slice(-6);
    for (const [id, prefix] of text.matchAll(/\b([a-z]+)_[0-9a-z]{26}\b/g)) {
      const known = this.ids.get(prefix!) ?? [];
      if (!known.includes(id)) this.ids.set(prefix!, [...known, id].slice(-12));
    }
  }

  /** One of these. */
  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)]!;
  }

  /** An operation on one root field. */
  operation(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): Operation {
    this.kind = this.next() < 0.6;
    // Every argument is declared and some are left out: one document for each field, which the server compiles once.
    const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
    const call = `${field.name}${passed ? `(${passed})` : ''} ${selection(field.type, kind === 'query' ? 2 : 1)}`;
    const about = (/[A-Z]\w*$/.exec(field.name)?.[0] ?? field.name).replace(/^./, (c) => c.toLowerCase());
    const given = field.args.filter(({ type }) => isNonNullType(type) || this.next() < 0.6);
    const variables = Object.fromEntries(
      given.map(({ name, type }) => [name, this.value(type, name === 'id' ? about : name, about)]),
    );
    return { query: `${kind}${declared ? `(${declared})` : ''} { ${call} }`, variables };
  }

  private value(type: GraphQLInputType, name: string, about: string): unknown {
    if (!isNonNullType(type) && !this.kind && this.next() < 0.15) return null;
    const bare = getNullableType(type);
    if (isListType(bare)) {
      const one = this.value(bare.ofType, name, about);
      const lengths = [0, 1, 2, 2, 3, 4];
      const list = Array.from({ length: this.pick(lengths) }, () => this.value(bare.ofType, name, about));
      return !this.kind && this.next() < 0.3 ? [one, one] : list;
    }
    if (isEnumType(bare)) return this.pick(bare.getValues()).name;
    if (!isInputObjectType(bare)) return this.scalar(bare, name, about);
    const fields = Object.values(bare.getFields()).filter(
      (field) => isNonNullType(field.type) || this.next() < 0.6,
    );
    return Object.fromEntries(
      fields.map((field) => [
        field.name,
        this.value(field.type, field.name === 'id' ? about : field.name, about),
      ]),
    );
  }

  private scalar({ name: type }: GraphQLNamedType, name: string, about: string): unknown {
    if (type === 'ID') return this.id(name, about);
    if (name === 'contentHash') return this.pick(this.hashes);
    const values = KNOWN[type] ?? TEXTS;
    const good = GOOD[type as keyof typeof GOOD] ?? 1;
    return this.pick(this.kind || this.next() < 0.6 ? values.slice(0, good) : values);
  }

  private id(name: string, about: string): string {
    const stem = name.replace(/Ids?$/, '');
    const prefix = NAMED[name] ?? NAMED[stem] ?? (this.ids.has(stem) ? stem : about);
    const all = [...this.ids.values()].flat();
    const right = this.ids.get(prefix) ?? all;
    const odd = ['', 'need_', 'need_01h455vb4pex5vsknk084sn02q', '💥', `${prefix}_${'z'.repeat(26)}`];
    const chance = this.kind ? 0 : this.next();
    return this.pick(chance < 0.85 ? right : chance < 0.95 ? all : odd) ?? '';
  }
}

/** The fields of a type that need no arguments, `depth` objects deep. */
function selection(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named)) return '{ __typename }';
  const free = Object.values(named.getFields()).filter(({ args }) =>
    args.every((arg) => !isNonNullType(arg.type)),
  );
  const leaves = free.filter((field) => isLeafType(getNamedType(field.type))).map(({ name }) => name);
  const rest = depth > 0 ? free.filter((field) => !isLeafType(getNamedType(field.type))) : [];
  const deep = rest.map((field) => `${field.name} ${selection(field.type, depth - 1)}`);
  return `{ ${['__typename', ...leaves, ...deep].join(' ')} }`;
}
