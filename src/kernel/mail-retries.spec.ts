import { pauseAfter } from './mail-retries';

it('waits 15 s, then ever longer, and at most 6 h', () => {
  expect([1, 2, 3, 4, 20].map((attempts) => pauseAfter(attempts) / 1_000)).toEqual([15, 30, 60, 120, 21_600]);
  const hours = Array.from({ length: 19 }, (_, at) => pauseAfter(at + 1)).reduce((a, b) => a + b) / 3_600_000;
  expect(hours).toBeGreaterThan(48);
});
