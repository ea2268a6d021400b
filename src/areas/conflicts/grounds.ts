import { Field, ObjectType } from '@nestjs/graphql';
import { sentence, type Scalar, type Sentence } from '../../kernel/messages';
import { requestScope } from '../../kernel/request';
import './conflicts.messages'; // the sentences, of which the types alone are named below
import type { conflictTexts } from './conflicts.messages';

/** A ground on which an expert steps aside (回避), and the rule it follows. */
export interface Ground {
  /** The rule, in the regulation that served as model (NSFC, as revised on 8 November 2024). */
  readonly source: Sentence;
  /** Whether two officers may ever set it aside: never the same legal entity. */
  readonly dismissible: boolean;
}

const item = (zh: string, en: number): Sentence => ({
  zh: `参照《国家自然科学基金条例》（2024-11-08 修订）评审回避规定第（${zh}）项`,
  en: `After the recusal rule of the NSFC regulation as revised on 2024-11-08, item (${en})`,
});
const named: Sentence = {
  zh: '参照《国家自然科学基金条例》（2024-11-08 修订）：申请人可提出不适宜评审其申请的专家',
  en: 'After the NSFC regulation as revised on 2024-11-08: applicants may name experts who are unsuitable to judge',
};
const pool: Sentence = { zh: '评审专家库管理：专家本人申报', en: 'Rules of the pool: as the expert said' };
const load: Sentence = {
  zh: '评审专家库管理：每批次评审数量上限',
  en: 'Rules of the pool: load limit of a round',
};

/** The closed list of grounds. */
export const GROUNDS = {
  /** Works at, or is a member of, a party. */
  SAME_ENTITY: { source: item('三', 3), dismissible: false },
  /** Left a party less than the set number of years ago. */
  FORMER_ENTITY: { source: item('一', 1), dismissible: true },
  /** Works at an organisation of the same family: another legal entity, and some families hold a hundred institutes. */
  SAME_FAMILY: { source: item('三', 3), dismissible: true },
  /** Has the e-mail domain of a party's members, though no record says that they belong to it. */
  SAME_DOMAIN: { source: item('三', 3), dismissible: true },
  /** Another record under the same name stands behind the application: perhaps the same person, entered twice. */
  SAME_NAME: { source: item('三', 3), dismissible: true },
  /** Leads this project, or contributed to the achievement behind it. */
  TAKES_PART: { source: item('一', 1), dismissible: true },
  /** Carried out a project with a party, its leader or its contributors within the set number of years. */
  CO_PROJECT: { source: item('一', 1), dismissible: true },
  /** Applied together with them within the set number of years. */
  CO_APPLICATION: { source: item('一', 1), dismissible: true },
  /** Was published together with the leader or a contributor within the set number of years. */
  CO_AUTHOR: { source: item('一', 1), dismissible: true },
  /** Has a relative there, by their own declaration. */
  KINSHIP: { source: item('一', 1), dismissible: true },
  /** Has an interest there, by their own declaration. */
  INTEREST: { source: item('一', 1), dismissible: true },
  /** Works together with them, by their own declaration. */
  COLLABORATION: { source: item('一', 1), dismissible: true },
  /** Competes in the same round, in person or through the employer. */
  OWN_APPLICATION: { source: item('二', 2), dismissible: true },
  /** Competes in the same round with a text that is the same or similar. */
  SIMILAR_APPLICATION: { source: item('二', 2), dismissible: true },
  /** Named by the applicant. */
  NAMED_UNSUITABLE: { source: named, dismissible: true },
  /** Decides on applications as an officer of the bureau. */
  OFFICER: { source: item('一', 1), dismissible: true },
  /** No conflict: has said that they have no time. */
  UNAVAILABLE: { source: pool, dismissible: false },
  /** No conflict: has as many reviews in the round as they may have. */
  LOAD_REACHED: { source: load, dismissible: false },
} as const satisfies Record<string, Ground>;
export type GroundCode = keyof typeof GROUNDS;
export const GROUND_CODES = Object.keys(GROUNDS) as GroundCode[];

/** A conflict found, as it is kept: its sentence follows from `text` and `params`. */
export interface FoundConflict {
  readonly ground: GroundCode;
  readonly text: keyof typeof conflictTexts;
  readonly params: Readonly<Record<string, Scalar>>;
}

/** What two officers have set aside: one piece of evidence of one expert for one application. */
export interface Dismissed {
  readonly id: string;
  readonly personId: string;
  readonly ground: string;
  readonly evidence: readonly string[];
  readonly reason: string;
  readonly dismissedById: string;
  readonly confirmedById: string | null;
}

/** Names a piece of evidence, whatever the numbers of the day: a dismissal never covers what is found later. */
export const evidenceKey = ({ ground, text, params }: FoundConflict): string => {
  const kept = Object.entries(params).filter(([name]) => name !== 'years' && name !== 'likeness');
  return [ground, text, ...kept.sort().map(([name, value]) => `${name}=${value}`)].join('|');
};

/** A reason why an expert must step aside, with its evidence. */
@ObjectType({ description: 'A reason why an expert must step aside (回避), with its evidence.' })
export class Conflict {
  @Field(() => String, { description: 'A code of the closed list, e.g. SAME_ENTITY.' })
  readonly ground: string;

  constructor(
    private readonly found: FoundConflict,
    /** What sets it aside, or would once a second officer confirms it. */
    readonly dismissed?: Dismissed,
  ) {
    this.ground = found.ground;
  }

  /** What was found, in the caller's language. */
  @Field(() => String)
  get text(): string {
    return sentence(this.found.text, this.found.params, requestScope().locale);
  }

  /** The rule it follows. */
  @Field(() => String)
  get source(): string {
    return GROUNDS[this.found.ground].source[requestScope().locale];
  }

  /** Whether the rule lets two officers ever set it aside. */
  @Field(() => Boolean)
  get dismissible(): boolean {
    return GROUNDS[this.found.ground].dismissible;
  }
}
