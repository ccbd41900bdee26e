import { median } from './rows.ts';

/** What was measured several times, by name. */
export class Samples {
  readonly #byName = new Map<string, number[]>();

  add(name: string, sample: number): void {
    const samples = this.#byName.get(name) ?? [];
    samples.push(sample);
    this.#byName.set(name, samples);
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  median(name: string): number {
    return median(this.#byName.get(name) ?? []);
  }
}
