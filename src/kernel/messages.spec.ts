import { messages, Refusal, refuser, sentence } from './messages';

const table = messages({
  'test.budget': { zh: '“{field}” 超过 {max} 元', en: '“{field}” is above {max} yuan' },
  'test.word': { zh: '预算', en: 'budget' },
});
const refuse = refuser(table);

it('fills parameters in, in both languages; a parameter may itself be a code', () => {
  expect(sentence('test.budget', { field: 'test.word', max: 5 }, 'zh')).toBe('“预算” 超过 5 元');
  expect(sentence('test.budget', { field: 'test.word', max: 5 }, 'en')).toBe('“budget” is above 5 yuan');
});

it('shows an unknown code and a missing parameter as they are', () => {
  expect(sentence('test.unknown', {}, 'en')).toBe('test.unknown');
  expect(sentence('test.budget', { max: 5 }, 'en')).toBe('“{field}” is above 5 yuan');
});

it('does not take a code twice', () => {
  expect(() => messages({ 'test.word': { zh: '', en: '' } })).toThrow('test.word');
});

it('makes refusals that are errors with an English message and no stack', () => {
  const refusal = refuse('test.budget', { field: 'budgetMax', max: 5 }, ['input', 'budgetMax']);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toBeInstanceOf(Error);
  expect(refusal.message).toBe('“budgetMax” is above 5 yuan');
  expect(refusal.stack?.split('\n')).toHaveLength(1);
  expect(new Error('later').stack!.split('\n').length).toBeGreaterThan(1);
});
