/** A value of the signed text: what `JSON.parse` gives. */
export type Said = null | string | number | boolean | readonly Said[] | { readonly [key: string]: Said };
/** An object in it. */
export type Saying = Readonly<Record<string, Said>>;

/** A party's signature, or that it is missing. */
export interface Signed {
  readonly organisation: string;
  /** Null until it signed. */
  readonly person: string | null;
  readonly at: Date | null;
  /** Who authorised the person, where that does not represent the party. */
  readonly delegatedBy: string | null;
}

/** What a package is made of: all of it is in the record. */
export interface Package {
  /** The canonical JSON that the parties sign, and its SHA-256 in hex. */
  readonly text: string;
  readonly hash: string;
  readonly project: string;
  readonly number: string | null;
  readonly state: string;
  readonly createdAt: Date;
  /** What the organisations and people in the text are called, by public id. */
  readonly names: ReadonlyMap<string, string>;
  readonly signatures: readonly Signed[];
}

/** What has chapters of its own. */
export const TOLD: readonly string[] = [
  ...['title', 'summary', 'need', 'achievement', 'interest', 'leader', 'requestedFunding', 'startsOn'],
  ...['endsOn', 'agreement', 'parties', 'plan', 'attachments'],
];
/** The columns of what is shown as a table: its keys, and how wide each is in parts of the whole. */
export const HEADS: Readonly<Record<string, readonly [key: string, width: number][]>> = {
  parties: [
    ['organisation', 5],
    ['role', 1.5],
    ['selfFunding', 2.5],
  ],
  workPackages: [
    ['title', 4],
    ['organisation', 4],
    ['startsOn', 2],
    ['endsOn', 2],
  ],
  shares: [
    ['organisation', 6],
    ['personMonths', 2],
  ],
  budget: [
    ['organisation', 5],
    ['year', 1.5],
    ['category', 2],
    ['requested', 2.5],
    ['selfFunding', 2.5],
  ],
  indicators: [
    ['name', 4],
    ['unit', 1.5],
    ['baseline', 3],
    ['target', 3],
    ['metric', 3],
  ],
  attachments: [
    ['name', 4],
    ['sha256', 6],
  ],
};
/** CNY yuan. */
export const AMOUNTS: readonly string[] = ['requestedFunding', 'selfFunding', 'requested'];
/** Written flush right in tables. */
export const NUMERIC: readonly string[] = [...AMOUNTS, 'personMonths'];
