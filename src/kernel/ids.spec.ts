import { newId, parseId, publicId, uuidOf } from './ids';
import { Refusal } from './messages';

const at = new Date('2025-03-14T01:00:00Z');

it('gives ids that sort by time and survive the way out and in', () => {
  const ids = [newId(at), newId(new Date(at.getTime() + 1))];
  expect([...ids].sort()).toEqual(ids);
  const outside = publicId('need', ids[0]!);
  expect(outside).toMatch(/^need_[0-9a-z]{26}$/);
  expect(uuidOf('need', outside)).toBe(ids[0]);
  expect(parseId(outside)).toEqual({ prefix: 'need', uuid: ids[0] });
});

const refusalOf = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('nothing was refused');
};

it.each([
  '',
  'need',
  'need_',
  'need_zz',
  `need_${'z'.repeat(26)}`,
  'x'.repeat(5_000),
  "need_'; DROP TABLE needs; --",
])('refuses the malformed id %p and names the field', (value) => {
  const refusal = refusalOf(() => uuidOf('need', value, 'needId', ['input', 'needId']));
  expect([refusal.code, refusal.at, refusal.params['field']]).toEqual([
    'ids.malformed',
    ['input', 'needId'],
    'needId',
  ]);
  expect(String(refusal.params['value']).length).toBeLessThanOrEqual(80);
});

it('refuses the id of another type', () => {
  expect(refusalOf(() => uuidOf('need', publicId('org', newId(at)))).code).toBe('ids.wrong-type');
});
