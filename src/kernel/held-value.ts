type Read<T> = () => Promise<T>;

/** What a process holds of the database: read again every so often, and changed at once where it changes it itself. */
export class HeldValue<T> {
  /** Counts what this process changed, so that a read which began before does not undo it. */
  private changes = 0;

  constructor(private held: T) {}

  get value(): T {
    return this.held;
  }

  /** Holds from now on in this process; the caller has committed it. */
  hold(value: T): void {
    this.held = value;
    this.changes++;
  }

  /** Reads what holds; what this process has changed meanwhile stands. */
  async refresh(read: Read<T>): Promise<void> {
    const { changes } = this;
    const value = await read();
    if (this.changes === changes) this.held = value;
  }

  /** Reads it now and then every so many milliseconds, until it is told to stop. */
  async follow(read: Read<T>, everyMs: number): Promise<() => void> {
    await this.refresh(read);
    // A database that is away for a moment leaves it as it was.
    const timer = setInterval(() => void this.refresh(read).catch(() => undefined), everyMs).unref();
    return () => clearInterval(timer);
  }
}
