/** Writes what is printed in one turn of the event loop in one piece: a line for each of many requests costs each of them. */
export class Printer implements Disposable {
  readonly #out: { write(text: string): unknown };
  #waiting = '';
  #scheduled = false;

  constructor(out: { write(text: string): unknown }) {
    this.#out = out;
  }

  write(text: string): void {
    this.#waiting += text;
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }

  /** Writes what waits, now. */
  flush(): void {
    this.#scheduled = false;
    const text = this.#waiting;
    this.#waiting = '';
    if (text !== '') this.#out.write(text);
  }

  [Symbol.dispose](): void {
    this.flush();
  }
}
