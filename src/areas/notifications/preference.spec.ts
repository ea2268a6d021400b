import fc from 'fast-check';
import { afterQuiet, digestAt } from './preference';

const city = (local: string): Date => new Date(`${local}+08:00`);

it.each([
  ['DAILY', '2026-01-05T08:29:59', '2026-01-05T08:30:00'],
  ['DAILY', '2026-01-05T08:30:00', '2026-01-06T08:30:00'],
  ['DAILY', '2026-01-31T23:00:00', '2026-02-01T08:30:00'],
  ['WEEKLY', '2026-01-05T08:29:59', '2026-01-05T08:30:00'],
  ['WEEKLY', '2026-01-05T08:30:01', '2026-01-12T08:30:00'],
  ['WEEKLY', '2026-01-11T23:59:59', '2026-01-12T08:30:00'],
  ['WEEKLY', '2025-12-31T12:00:00', '2026-01-05T08:30:00'],
  ['WEEKLY', '2025-03-17T08:30:00', '2025-03-24T08:30:00'],
  ['DAILY', '2025-12-31T23:00:00', '2026-01-01T08:30:00'],
  ['IMMEDIATE', '2026-01-05T03:00:00', '2026-01-05T03:00:00'],
] as const)('%s mail of %s goes out at %s', (frequency, due, at) => {
  expect(digestAt(frequency, city(due))).toEqual(city(at));
});

it.each([
  ['22:00', '07:00', '2026-01-05T21:59:59', '2026-01-05T21:59:59'],
  ['22:00', '07:00', '2026-01-05T22:00:00', '2026-01-06T07:00:00'],
  ['22:00', '07:00', '2026-12-31T23:59:59', '2027-01-01T07:00:00'],
  ['22:00', '07:00', '2026-01-06T06:59:59', '2026-01-06T07:00:00'],
  ['22:00', '07:00', '2026-01-06T07:00:00', '2026-01-06T07:00:00'],
  ['12:00', '14:00', '2026-01-06T13:00:00', '2026-01-06T14:00:00'],
  ['12:00', '14:00', '2026-01-06T14:00:00', '2026-01-06T14:00:00'],
])('quiet from %s until %s: what comes at %s goes out at %s', (quietFrom, quietUntil, due, at) => {
  expect(afterQuiet({ quietFrom, quietUntil }, city(due))).toEqual(city(at));
});

const minute = fc
  .integer({ min: 0, max: 1_439 })
  .map((all) => `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`);
const instant = fc
  .integer({ min: 0, max: 4 * 365 * 86_400 })
  .map((seconds) => new Date(Date.UTC(2024, 0, 1) + seconds * 1_000));

it('quiet hours put off by less than a day, to an instant that is not quiet, and never forward', () => {
  fc.assert(
    fc.property(minute, minute, instant, (quietFrom, quietUntil, at) => {
      const hours = { quietFrom, quietUntil };
      const after = afterQuiet(hours, at);
      expect(after.getTime() - at.getTime()).toBeGreaterThanOrEqual(0);
      expect(after.getTime() - at.getTime()).toBeLessThan(86_400_000);
      expect(afterQuiet(hours, after)).toEqual(after);
    }),
  );
});

it('a digest comes after what it tells of, within a day or a week, always at the same time', () => {
  fc.assert(
    fc.property(fc.constantFrom('DAILY' as const, 'WEEKLY' as const), instant, (frequency, due) => {
      const waits = digestAt(frequency, due).getTime() - due.getTime();
      expect(waits).toBeGreaterThan(0);
      expect(waits).toBeLessThanOrEqual((frequency === 'DAILY' ? 1 : 7) * 86_400_000);
      expect(digestAt(frequency, due).toISOString().slice(11)).toBe('00:30:00.000Z');
    }),
  );
});
