import { dueAt } from './alert';

const at = (local: string): Date => new Date(`${local}+08:00`);

it.each([
  ['IMMEDIATE', '2025-03-14T09:00:00', '2025-03-14T09:00:00'],
  ['DAILY', '2025-03-14T08:29:59', '2025-03-14T08:30:00'],
  ['DAILY', '2025-03-14T08:30:00', '2025-03-15T08:30:00'],
  ['DAILY', '2025-12-31T23:00:00', '2026-01-01T08:30:00'],
  ['WEEKLY', '2025-03-14T09:00:00', '2025-03-17T08:30:00'],
  ['WEEKLY', '2025-03-17T00:10:00', '2025-03-17T08:30:00'],
  ['WEEKLY', '2025-03-17T08:30:00', '2025-03-24T08:30:00'],
  ['WEEKLY', '2025-03-16T23:59:00', '2025-03-17T08:30:00'],
] as const)('%s mail told of at %s goes out at %s', (frequency, now, due) => {
  expect(dueAt(frequency, at(now))).toEqual(at(due));
});
