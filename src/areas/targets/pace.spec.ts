import { elapsedOf, forecastOf, statusOf } from './pace';

describe('how much of a year has passed', () => {
  it.each([
    [2025, '2024-12-31', 0, 365],
    [2025, '2025-01-01', 0, 365],
    [2025, '2025-01-02', 1, 365],
    [2025, '2025-07-02', 182, 365],
    [2025, '2025-12-31', 364, 365],
    [2025, '2026-01-01', 365, 365],
    [2025, '2027-05-05', 365, 365],
    [2024, '2024-03-01', 60, 366],
  ])('of %d on %s: %d of %d days', (year, today, days, of) => {
    expect(elapsedOf(year, today)).toEqual({ days, of });
  });
});

describe('the forecast', () => {
  it.each([
    ['0', 0, null],
    ['5', 0, null],
    ['0', 100, '0.00'],
    ['3', 73, '15.00'],
    ['10', 365, '10.00'],
    ['1', 364, '1.00'],
    ['1750000.50', 73, '8750002.50'],
  ])('from %s after %d days is %s', (actual, days, forecast) => {
    expect(forecastOf(actual, { days, of: 365 })).toBe(forecast);
  });
});

describe('the status', () => {
  it.each([
    ['10', '10', 1, 'ACHIEVED'],
    ['10', '11', 365, 'ACHIEVED'],
    ['0', '0', 100, 'ACHIEVED'],
    ['10', '0', 0, 'NOT_STARTED'],
    ['10', '0', 91, 'NOT_STARTED'],
    ['10', '0', 92, 'BEHIND'],
    ['10', '1', 0, 'ON_TRACK'],
    ['10', '2', 73, 'ON_TRACK'],
    ['10', '1.99', 73, 'AT_RISK'],
    ['10', '1.4', 73, 'AT_RISK'],
    ['10', '1.39', 73, 'BEHIND'],
    ['10', '9', 365, 'AT_RISK'],
    ['10', '6.99', 365, 'BEHIND'],
  ])('of goal %s with %s after %d days is %s', (goal, actual, days, status) => {
    expect(statusOf(goal, actual, { days, of: 365 })).toBe(status);
  });
});
