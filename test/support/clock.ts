import { Clock } from '../../src/kernel/clock';

const DAY_MS = 86_400_000;

/** A clock that tests move; between moves it runs on, as the real one does. */
export class TestClock extends Clock {
  private ahead: number;

  constructor(startAt = new Date()) {
    super();
    this.ahead = startAt.getTime() - Date.now();
  }

  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** From now on it is `instant`. */
  set(instant: Date | string): void {
    this.ahead = new Date(instant).getTime() - Date.now();
  }

  /** Moves on by days and seconds. */
  advance({ days = 0, seconds = 0 }: { days?: number; seconds?: number }): void {
    this.ahead += days * DAY_MS + seconds * 1_000;
  }
}
