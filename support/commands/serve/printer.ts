/** Milliseconds: nobody reads faster, and a write for each of many requests costs each of them. */
const APART = 20;

/** Writes at once what is printed now and then, and in one piece what is printed in quick succession. */
export class Printer implements Disposable {
  readonly #out: { write(text: string): unknown };
  readonly #now: () => number;
  #waiting = '';
  #timer: NodeJS.Timeout | undefined;
  #written = Number.NEGATIVE_INFINITY;

  /** @param now milliseconds, from any start */
  constructor(out: { write(text: string): unknown }, now: () => number = () => performance.now()) {
    this.#out = out;
    this.#now = now;
  }

  write(text: string): void {
    this.#waiting += text;
    if (this.#timer !== undefined) return;
    const left = this.#written + APART - this.#now();
    if (left <= 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), left);
  }

  /** Writes what waits, now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#waiting;
    this.#waiting = '';
    if (text === '') return;
    this.#written = this.#now();
    this.#out.write(text);
  }

  [Symbol.dispose](): void {
    this.flush();
  }
}
