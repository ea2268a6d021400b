import { Refusal } from './messages';
import { TextIn, WholeIn, WholesIn, YuanIn } from './inputs';
import { Decimal } from './scalars';
import { inputValidation } from './validation';

class Sample {
  @TextIn(3, { optional: true }) text2?: string;
  @WholeIn(-2, 5, { optional: true }) nth?: number;
  @WholesIn(1, 9, 2, { optional: true }) days?: number[];
  @YuanIn({ optional: true }) amount?: string;
}

const refused = async (value: object): Promise<[string, object]> => {
  const refusal: unknown = await inputValidation()
    .transform(value, { type: 'body', metatype: Sample })
    .catch((error: unknown) => error);
  if (!(refusal instanceof Refusal)) throw new Error('not refused');
  return [refusal.code, refusal.params];
};

it.each([
  [{ text2: '1234' }, 'input.too-long', { field: 'text2', max: 3 }],
  [{ text2: 'a\u0007' }, 'input.not-printable', { field: 'text2' }],
  [{ text2: '' }, 'input.empty', { field: 'text2' }],
  [{ nth: -3 }, 'input.too-small', { field: 'nth', min: -2 }],
  [{ nth: 6 }, 'input.too-large', { field: 'nth', max: 5 }],
  [{ days: [0] }, 'input.too-small', { field: 'days', min: 1 }],
  [{ days: [1, 2, 3] }, 'input.too-many', { field: 'days', max: 2 }],
  [{ amount: '-1' }, 'input.negative', { field: 'amount' }],
])('%j is refused as %s, with the limits that the rule has', async (value, ...expected) => {
  expect(await refused(value)).toEqual(expected);
});

describe('an amount', () => {
  it.each(['99999999999999999999999999', '-100000000000000.5', '100000000000000.123', 1e14, 1e25])(
    '%p is said to be too large',
    (value) => expect(() => Decimal.parseValue(value)).toThrow('at most 14 digits before the point'),
  );
  it.each(['1.234', '1e9', '', 'NaN', 0.001, null])('%p is said to be no number of two decimals', (value) =>
    expect(() => Decimal.parseValue(value)).toThrow('at most 2 decimals'),
  );
  it.each(['99999999999999.99', '-1', '0.5'])('%p is taken', (value) =>
    expect(Decimal.parseValue(value)).toBe(value),
  );
});
