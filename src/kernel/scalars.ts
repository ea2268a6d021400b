import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { DateTime } from 'luxon';

const bad = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

/** A scalar that is a string inside, checked on the way in. */
function textScalar(name: string, description: string, read: (value: unknown) => string): GraphQLScalarType {
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: read,
    parseLiteral: (node: ValueNode) =>
      read(
        node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT
          ? node.value
          : undefined,
      ),
  });
}

/** A calendar day in Asia/Shanghai: YYYY-MM-DD. */
export const Day = textScalar('Date', 'A calendar day in Asia/Shanghai, YYYY-MM-DD.', (value) => {
  if (typeof value === 'string' && /^[12]\d{3}-\d{2}-\d{2}$/.test(value) && DateTime.fromISO(value).isValid)
    return value;
  throw bad('Date 应为 YYYY-MM-DD 形式的有效日期 / a Date is a valid day written YYYY-MM-DD');
});

/** Digits before the point that the database keeps of an amount: numeric(16,2). */
const DIGITS = 14;
const LARGE = `Decimal 小数点前最多 ${DIGITS} 位 / a Decimal has at most ${DIGITS} digits before the point`;

/** A decimal number as a string, at most 14 digits before the point and 2 after; money is CNY yuan. */
export const Decimal = textScalar(
  'Decimal',
  'A decimal string with at most 2 decimals; money is CNY yuan.',
  (value) => {
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && /^-?\d{1,14}(\.\d{1,2})?$/.test(text)) return text;
    const whole = /^-?(\d+)(\.\d*)?$/.exec(String(text))?.[1];
    const large =
      typeof value === 'number' ? Math.abs(value) >= 10 ** DIGITS : whole && whole.length > DIGITS;
    if (large) throw bad(LARGE);
    throw bad('Decimal 最多两位小数 / a Decimal is a number with at most 2 decimals, e.g. "3500000.00"');
  },
);
