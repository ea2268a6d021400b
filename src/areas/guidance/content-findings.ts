import Big from 'big.js';
import { addDays } from '../../kernel/calendar';
import { setting } from '../../kernel/settings';
import { HAN_STOP_WORDS, HAN_TIES, LATIN_STOP_WORDS } from '../../kernel/stop-words';
import { holdsNumber, type Need } from '../needs';
import { advice, type Found } from './finding';
import { anyOf, GENERIC_WORDS, VAGUE_GROUPS, VAGUE_PHRASES } from './vague-phrases';

/** A deadline nearer than this leaves no time to answer, days. */
export const LEAST_DAYS_TO_ANSWER = setting('guidance.least-days-to-answer', 30, {
  zh: '截止日期少于多少天时提示来不及回应（天）',
  en: 'Days below which a need’s deadline is called too near for an answer',
  max: 365,
});

/** From this ratio of upper to lower budget one of the two is likely in another unit. */
const WIDE_BUDGET = 100;
/** Everything that may stand in a title and name nothing. */
const NAMELESS = anyOf([
  ...[...HAN_STOP_WORDS, ...HAN_TIES, ...LATIN_STOP_WORDS, ...GENERIC_WORDS],
  ...VAGUE_GROUPS.flatMap((group) => VAGUE_PHRASES[group]),
]);

/** A title of which nothing is left without its generic words. */
export const titleFindings = ({ title }: Pick<Need, 'title'>): Found[] =>
  /\p{L}/u.test(title.normalize('NFKC').replace(NAMELESS, ' '))
    ? []
    : [advice('title', 'guidance.title-generic', {})];

const PUNCTUATION = '，。；：！？、,.;:!?\\n（）()“”"';
/** How far to look for it, in UTF-16 units: a long run of blanks is an end too, and must not cost time. */
const NEAR = 20;
const OPENS = new RegExp(`(?:^|[${PUNCTUATION}])\\s*$`);
const CLOSES = new RegExp(`^\\s*(?:$|[${PUNCTUATION}])`);

/** A description without a number, or one that says the title again in a clause of its own. */
export function descriptionFindings({ title, description }: Pick<Need, 'title' | 'description'>): Found[] {
  const found = holdsNumber(description) ? [] : [advice('description', 'guidance.description-no-number', {})];
  const start = description.indexOf(title);
  const end = start + title.length;
  if (
    start >= 0 &&
    OPENS.test(description.slice(Math.max(0, start - NEAR), start)) &&
    CLOSES.test(description.slice(end, end + NEAR))
  )
    found.push(advice('description', 'guidance.description-repeats-title', {}, { start, end }));
  return found;
}

/** A deadline that is still to come, but too soon. */
export function deadlineFindings({ deadline }: Pick<Need, 'deadline'>, today: string): Found[] {
  const days = LEAST_DAYS_TO_ANSWER.value;
  const earliest = addDays(today, days);
  if (deadline === null || deadline < today || deadline >= earliest) return [];
  return [advice('deadline', 'guidance.deadline-near', { deadline, days, earliest })];
}

/** A budget that cannot be meant. */
export function budgetFindings({ budgetMin, budgetMax }: Pick<Need, 'budgetMin' | 'budgetMax'>): Found[] {
  const zero = Object.entries({ budgetMin, budgetMax }).find(
    ([, yuan]) => yuan !== null && new Big(yuan).eq(0),
  );
  if (zero) return [advice(zero[0], 'guidance.budget-zero', {})];
  if (budgetMin === null || budgetMax === null) return [];
  const wide = new Big(budgetMax).gt(new Big(budgetMin).times(WIDE_BUDGET));
  return wide ? [advice('budgetMax', 'guidance.budget-wide', { ratio: WIDE_BUDGET })] : [];
}
