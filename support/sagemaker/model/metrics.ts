import { chance } from './chance.ts';

/**
 * The value that a training emits for a metric. Nothing is trained here: the value is drawn from the name of the metric
 * and the hyperparameters, between 0 and 1, so that the same request always gives the same one.
 */
export function modelledMetric(metric: string, hyperParameters: Readonly<Record<string, string>> = {}): number {
  const sorted = Object.entries(hyperParameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return Math.round(chance(metric, JSON.stringify(sorted)) * 1e6) / 1e6;
}
