/** The units of all texts, numbered in the order in which they first came. */
export class Vocabulary {
  private readonly numbers = new Map<string, number>();

  get size(): number {
    return this.numbers.size;
  }

  /** The number of a unit; a new one gets the next. */
  number(key: string): number {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(key, number);
    }
    return number;
  }

  /** The number of a unit that has occurred, else undefined. */
  find(key: string): number | undefined {
    return this.numbers.get(key);
  }

  /** Every unit, by number. */
  keys(): IterableIterator<string> {
    return this.numbers.keys();
  }
}
