import { applyDecorators } from '@nestjs/common';
import { Field, Float, HideField, Int, registerEnumType, type ReturnTypeFunc } from '@nestjs/graphql';
import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm';
import { Day as DayScalar, Decimal } from './scalars';

interface FieldOptions {
  readonly nullable?: boolean;
  /** A column that the API never shows. */
  readonly hidden?: boolean;
  readonly default?: string | number | boolean;
  readonly description?: string;
}

function both(column: ColumnOptions, graphql: ReturnTypeFunc, o: FieldOptions): PropertyDecorator {
  const nullable = o.nullable ?? false;
  const options: ColumnOptions = {
    ...column,
    nullable,
    ...(o.default === undefined ? {} : { default: o.default }),
  };
  const description = o.description === undefined ? {} : { description: o.description };
  return applyDecorators(
    Column(options),
    o.hidden ? HideField() : Field(graphql, { nullable, ...description }),
  );
}

/** The primary key: a uuid v7 here, a prefixed id outside (`Node.id`). */
export const Id = (): PropertyDecorator => PrimaryColumn('uuid');
/** Text of any length. */
export const Text = (o: FieldOptions = {}): PropertyDecorator => both({ type: 'text' }, () => String, o);
/** A list of short texts. */
export const Texts = (o: FieldOptions = {}): PropertyDecorator =>
  both({ type: 'text', array: true, default: '{}' }, () => [String], o);
/** A whole number. */
export const Whole = (o: FieldOptions = {}): PropertyDecorator => both({ type: 'int' }, () => Int, o);
/** A floating-point number. */
export const Real = (o: FieldOptions = {}): PropertyDecorator =>
  both({ type: 'double precision' }, () => Float, o);
/** Money in CNY yuan, two decimals. */
export const Yuan = (o: FieldOptions = {}): PropertyDecorator =>
  both({ type: 'numeric', precision: 16, scale: 2 }, () => Decimal, o);
/** A day in Asia/Shanghai. */
export const Day = (o: FieldOptions = {}): PropertyDecorator => both({ type: 'date' }, () => DayScalar, o);
/** An instant. */
export const Instant = (o: FieldOptions = {}): PropertyDecorator =>
  both({ type: 'timestamptz' }, () => Date, o);
/** True or false. */
export const Flag = (o: FieldOptions = {}): PropertyDecorator => both({ type: 'boolean' }, () => Boolean, o);
/** The optimistic lock: grows by one with every change, never written by `save`. */
export const Version = (): PropertyDecorator => both({ type: 'int', default: 1 }, () => Int, {});
/** One of a set of upper-case words, kept as text. */
export const OneOf = (values: ReturnTypeFunc, o: FieldOptions = {}): PropertyDecorator =>
  both({ type: 'text' }, values, o);
/** Several of a set of upper-case words. */
export const SomeOf = (values: ReturnTypeFunc, o: FieldOptions = {}): PropertyDecorator =>
  both({ type: 'text', array: true, default: '{}' }, values, o);
/** A value kept whole as jsonb. */
export const Json = (
  shape: ReturnTypeFunc | 'hidden',
  o: FieldOptions & { default?: string } = {},
): PropertyDecorator =>
  both({ type: 'jsonb' }, shape === 'hidden' ? () => String : shape, { ...o, hidden: shape === 'hidden' });

/** Registers a GraphQL enum whose values are the words themselves. */
export function enumOf<const W extends string>(
  name: string,
  words: readonly W[],
  description?: string,
): { [K in W]: K } {
  const values = Object.fromEntries(words.map((word) => [word, word])) as { [K in W]: K };
  registerEnumType(values, { name, ...(description ? { description } : {}) });
  return values;
}

/** The SQL of a CHECK that keeps a text column inside a set of words. */
export const isOneOf = (column: string, words: readonly string[]): string =>
  `${column} IN (${words.map((word) => `'${word}'`).join(', ')})`;

export { Ref } from './refs';
