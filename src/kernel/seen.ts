import type { Rule } from './policy';

const rules = new Map<string, Rule<never>>();

/** Blindness is a rule of the field: whoever does not meet it is shown null. */
export function Seen<T extends object>(by: Rule<T>): PropertyDecorator {
  return (target, property) => {
    rules.set(`${target.constructor.name}.${String(property)}`, by);
  };
}

/** The rule of a field, by `Type.field`. */
export const seenRule = (field: string): Rule<object> | undefined =>
  rules.get(field) as Rule<object> | undefined;
