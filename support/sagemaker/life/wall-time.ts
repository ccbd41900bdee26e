/**
 * How the time of jobs maps to the time that clients see. A clock may run ahead of real time; what a client reads must not
 * lie in its future. Both times are Unix milliseconds. The map never runs backwards.
 */
export class WallTime {
  // Between two points time is spread evenly; after the last one both go at the same speed.
  readonly #points: Point[];

  constructor(start: Point) {
    this.#points = [start];
  }

  /** The time of jobs at this real time. */
  now(real: number): number {
    const last = this.#last;
    return last.at + Math.max(0, real - last.real);
  }

  /**
   * Moves the time of jobs on to `at`, now. What happens on the way is spread over the real time since `since`, the last
   * time of jobs that a client can have seen.
   */
  jump(at: number, since: number, real: number): void {
    const from = { at: since, real: Math.min(real, this.toReal(since)) };
    if (from.at > this.#last.at) this.#points.push(from);
    if (at > this.#last.at) this.#points.push({ at, real: Math.max(real, this.#last.real) });
  }

  /** When clients see what happened at this time of jobs. */
  toReal(at: number): number {
    const index = this.#before((point) => point.at <= at);
    const from = this.#points[index] as Point;
    const to = this.#points[index + 1];
    if (to === undefined) return from.real + (at - from.at);
    return Math.floor(from.real + ((at - from.at) * (to.real - from.real)) / (to.at - from.at));
  }

  /** The latest time of jobs that clients see at `real` or earlier. */
  fromReal(real: number): number {
    const index = this.#before((point) => point.real <= real);
    const from = this.#points[index] as Point;
    const to = this.#points[index + 1];
    if (to === undefined || real < from.real) return from.at + (real - from.real);
    // Several times of jobs may share a millisecond.
    const share = (real + 1 - from.real) / (to.real - from.real);
    return Math.max(from.at, Math.ceil(from.at + share * (to.at - from.at)) - 1);
  }

  get #last(): Point {
    return this.#points.at(-1) as Point;
  }

  /** The last point that is so, else the first point. */
  #before(is: (point: Point) => boolean): number {
    let low = 0;
    let high = this.#points.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (is(this.#points[middle] as Point)) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

export interface Point {
  /** The time of jobs. */
  readonly at: number;
  readonly real: number;
}
