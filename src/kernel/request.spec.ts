import { localeOf, requestScope, runInRequest } from './request';

describe('the language of a request', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en', 'en'],
    ['en-GB,en;q=0.9,zh;q=0.1', 'en'],
    ['de,en;q=0.5', 'en'],
    ['en;q=0', 'zh'],
    ['*', 'zh'],
    ['zh;q=0.5,en;q=nonsense', 'zh'],
  ] as const)('%s → %s', (header, locale) => expect(localeOf(header)).toBe(locale));
});

describe('the scope of a request', () => {
  it('has defaults outside, and lasts over what is awaited inside', async () => {
    expect(requestScope()).toEqual({ id: '-', locale: 'zh' });
    const inside = await runInRequest({ id: 'request-1', locale: 'en' }, async () => {
      await Promise.resolve();
      return requestScope();
    });
    expect(inside).toEqual({ id: 'request-1', locale: 'en' });
  });
});
