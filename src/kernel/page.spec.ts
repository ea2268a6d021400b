import fc from 'fast-check';
import { newId } from './ids';
import { cursorOf, Page, windowOf } from './page';

const id = newId(new Date(0));

it('takes 20 rows unless told, and 0 to 100 when told', () => {
  expect([windowOf({}).first, windowOf({ first: 0 }).first, windowOf({ first: 100 }).first]).toEqual([
    20, 0, 100,
  ]);
  for (const first of [-1, 101, 2 ** 31]) expect(() => windowOf({ first })).toThrow('“first”');
});

it('reads back every cursor that it gave', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }).filter((key) => !key.includes('\0')),
      (key) => {
        expect(windowOf({ after: cursorOf(key, id) }).after).toEqual([key, id]);
      },
    ),
  );
});

it('refuses every text that is no cursor', () => {
  fc.assert(fc.property(fc.string(), (text) => expect(() => windowOf({ after: text })).toThrow('“after”')));
});

it('tells where it stands', () => {
  const page = new Page(
    ['a', 'b'],
    true,
    false,
    (node) => node,
    () => Promise.resolve(3),
  );
  expect(page.pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: 'a',
    endCursor: 'b',
  });
  expect(Page.empty().pageInfo).toMatchObject({ hasNextPage: false, startCursor: null, endCursor: null });
});
