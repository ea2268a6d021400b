import { spoken } from './rounds.service';
import { quarterlyWindows, wholeQuarterWindows, type RoundWindow } from './windows';

const shown = (windows: readonly RoundWindow[]): string[] =>
  windows.map(({ quarter, opensAt, closesAt }) => `${quarter}: ${spoken(opensAt)} – ${spoken(closesAt)}`);

describe('the windows of a year', () => {
  it('open on the first working day of each quarter: after New Year, after National Day', () => {
    expect(shown(quarterlyWindows(2025, 45))).toEqual([
      '1: 2025-01-02 09:00 – 2025-02-15 17:00',
      '2: 2025-04-01 09:00 – 2025-05-15 17:00',
      '3: 2025-07-01 09:00 – 2025-08-14 17:00',
      '4: 2025-10-09 09:00 – 2025-11-22 17:00',
    ]);
  });

  it('count a make-up day as a working day: Sunday 4 January 2026', () => {
    expect(shown(quarterlyWindows(2026, 1))).toEqual([
      '1: 2026-01-04 09:00 – 2026-01-04 17:00',
      '2: 2026-04-01 09:00 – 2026-04-01 17:00',
      '3: 2026-07-01 09:00 – 2026-07-01 17:00',
      '4: 2026-10-08 09:00 – 2026-10-08 17:00',
    ]);
  });

  it('never run into the next opening, the next year’s neither', () => {
    const windows = [2025, 2026, 2027].flatMap((year) => quarterlyWindows(year, 92));
    windows
      .slice(1)
      .forEach(({ opensAt }, at) => expect(windows[at]!.closesAt.getTime()).toBeLessThan(opensAt.getTime()));
    expect(shown(windows)[2]).toBe('3: 2025-07-01 09:00 – 2025-09-30 17:00');
    expect(shown(windows)[3]).toBe('4: 2025-10-09 09:00 – 2026-01-03 17:00');
  });

  it('can span the working days of the quarters', () => {
    expect(shown(wholeQuarterWindows(2026))[3]).toBe('4: 2026-10-08 09:00 – 2026-12-31 17:00');
  });
});
