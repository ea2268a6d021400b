import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { messages, Refusal, type Scalar } from './messages';

messages({
  'input.empty': { zh: '“{field}” 不能为空', en: '“{field}” must not be empty' },
  'input.too-long': { zh: '“{field}” 最多 {max} 个字符', en: '“{field}” has at most {max} characters' },
  'input.too-many': { zh: '“{field}” 最多 {max} 项', en: '“{field}” has at most {max} items' },
  'input.too-small': { zh: '“{field}” 不能小于 {min}', en: '“{field}” must be at least {min}' },
  'input.too-large': { zh: '“{field}” 不能大于 {max}', en: '“{field}” must be at most {max}' },
  'input.negative': { zh: '“{field}” 不能为负数', en: '“{field}” must not be negative' },
  'input.not-printable': {
    zh: '“{field}” 含有不允许的控制字符',
    en: '“{field}” has control characters, which are not allowed',
  },
  'input.invalid': { zh: '“{field}” 的值无效', en: '“{field}” is not valid' },
});

const CODES: Readonly<Record<string, string>> = {
  isNotEmpty: 'input.empty',
  maxLength: 'input.too-long',
  arrayMaxSize: 'input.too-many',
  min: 'input.too-small',
  max: 'input.too-large',
  matches: 'input.not-printable',
};

/** Which limit a rule tells of. */
const BOUNDS: Readonly<Record<string, 'max' | 'min'>> = {
  ...{ maxLength: 'max', arrayMaxSize: 'max', max: 'max', min: 'min' },
};

const LIMIT = /-?\d[\d.]*/;

function first(errors: readonly ValidationError[], path: readonly string[]): Refusal {
  const error = errors[0]!;
  const here = [...path, error.property];
  if (error.children?.length) return first(error.children, here);
  const [rule = '', text = ''] = Object.entries(error.constraints ?? {})[0] ?? [];
  const negative = error.contexts?.['matches'] !== undefined;
  const code = negative ? 'input.negative' : (CODES[rule] ?? 'input.invalid');
  const params: Record<string, Scalar> = { field: error.property };
  const bound = BOUNDS[rule];
  if (bound) params[bound] = Number(LIMIT.exec(text.replace(error.property, ''))?.[0]);
  return new Refusal(code, params, here);
}

/** Turns GraphQL inputs into their classes and refuses the first field that breaks its rule. */
export const inputValidation = (): ValidationPipe =>
  new ValidationPipe({ transform: true, exceptionFactory: (errors) => first(errors, ['input']) });
