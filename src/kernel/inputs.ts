import { applyDecorators, type Type as Class } from '@nestjs/common';
import { Field, ID, Int, Float, type ReturnTypeFunc } from '@nestjs/graphql';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { uuidOf } from './ids';
import { Day, Decimal } from './scalars';

interface InputOptions {
  readonly optional?: boolean;
  readonly description?: string;
}

function input(graphql: ReturnTypeFunc, o: InputOptions, ...rules: PropertyDecorator[]): PropertyDecorator {
  const field = Field(graphql, {
    nullable: o.optional ?? false,
    ...(o.description ? { description: o.description } : {}),
  });
  return applyDecorators(field, ...(o.optional ? [IsOptional()] : []), ...rules);
}

// Everything but control characters and halves of a surrogate pair, which no database keeps; line breaks and tabs are text.

const PRINTABLE = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff]*$/u;
const tidy = ({ value }: { value: unknown }): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => tidy({ value: item }));
  return typeof value === 'string' ? value.normalize('NFC').trim() : value;
};

/** Text, trimmed and NFC-normalised, 1 to `max` characters (or empty where `empty`). */
export const TextIn = (max: number, o: InputOptions & { empty?: boolean } = {}): PropertyDecorator =>
  input(
    () => String,
    o,
    Transform(tidy),
    IsString(),
    ...(o.empty ? [] : [IsNotEmpty()]),
    MaxLength(max),
    Matches(PRINTABLE),
  );

/** At most `count` texts of at most `max` characters. */
export const TextsIn = (count: number, max: number, o: InputOptions = {}): PropertyDecorator => {
  const each = { each: true };
  return input(
    () => [String], o, Transform(tidy), IsArray(), ArrayMaxSize(count),
    IsString(each), IsNotEmpty(each), MaxLength(max, each), Matches(PRINTABLE, each),
  ); // prettier-ignore
};

/** The id of a record of type `prefix`, which may follow from the rest of the input; the program sees its uuid. */
export const IdIn = <I = never>(
  prefix: string | ((input: I) => string),
  o: InputOptions = {},
): PropertyDecorator =>
  input(
    () => ID,
    o,
    Transform(({ value, key, obj }: { value: unknown; key: string; obj: unknown }): unknown => {
      if (typeof value !== 'string') return value;
      return uuidOf(typeof prefix === 'string' ? prefix : prefix(obj as I), value, key, ['input', key]);
    }),
  );

/** At most `count` ids of records of type `prefix`. */
export const IdsIn = (prefix: string, count: number, o: InputOptions = {}): PropertyDecorator =>
  input(
    () => [ID],
    o,
    Transform(({ value, key }: { value: unknown; key: string }) =>
      Array.isArray(value)
        ? value.map((id: unknown) => uuidOf(prefix, String(id), key, ['input', key]))
        : value,
    ),
    ArrayMaxSize(count),
  );

/** A whole number from `min` to `max`. */
export const WholeIn = (min: number, max: number, o: InputOptions = {}): PropertyDecorator =>
  input(() => Int, o, IsInt(), Min(min), Max(max));

/** At most `count` whole numbers from `min` to `max`. */
export const WholesIn = (
  min: number,
  max: number,
  count: number,
  o: InputOptions = {},
): PropertyDecorator => {
  const each = { each: true };
  return input(() => [Int], o, ArrayMaxSize(count), IsInt(each), Min(min, each), Max(max, each));
};

/** A number from `min` to `max`. */
export const RealIn = (min: number, max: number, o: InputOptions = {}): PropertyDecorator =>
  input(() => Float, o, IsNumber(), Min(min), Max(max));

/** Money in CNY yuan, not negative. */
export const YuanIn = (o: InputOptions = {}): PropertyDecorator =>
  input(() => Decimal, o, Matches(/^\d/, { context: { rule: 'isPositive' } }));

/** A day in Asia/Shanghai. */
export const DayIn = (o: InputOptions = {}): PropertyDecorator => input(() => Day, o, IsString());

/** At most `count` days in Asia/Shanghai. */
export const DaysIn = (count: number, o: InputOptions = {}): PropertyDecorator =>
  input(() => [Day], o, ArrayMaxSize(count), IsString({ each: true }));

/** True or false. */
export const FlagIn = (o: InputOptions = {}): PropertyDecorator => input(() => Boolean, o);

/** One of an enum's words. */
export const OneOfIn = (values: () => object, o: InputOptions = {}): PropertyDecorator =>
  input(values as ReturnTypeFunc, o, IsIn(Object.values(values())));

/** Several of an enum's words. */
export const SomeOfIn = (values: () => object, o: InputOptions = {}): PropertyDecorator =>
  input(() => [values()] as never, o, ArrayMaxSize(50), IsIn(Object.values(values()), { each: true }));

/** A nested input. */
export const PartIn = <T extends object>(part: () => Class<T>, o: InputOptions = {}): PropertyDecorator =>
  input(part as ReturnTypeFunc, o, Type(part), ValidateNested());

/** At most `count` nested inputs. */
export const PartsIn = <T extends object>(
  part: () => Class<T>,
  count: number,
  o: InputOptions = {},
): PropertyDecorator =>
  input(() => [part()], o, ArrayMaxSize(count), Type(part), ValidateNested({ each: true }));
