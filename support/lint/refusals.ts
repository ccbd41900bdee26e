/** Documents that hold no requests, and what to do with them instead. */

import { listed } from '../text/words.ts';
import { isObject } from './undecided.ts';

/** What to do with a document that lint cannot judge, to be read after its name; `undefined` where that is not known. */
export function refusalOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  if (isPolicy(value)) {
    return 'is an IAM or service control policy: it says what may be asked for and asks for nothing. Give it to train-encrypt serve --policy.';
  }
  if (Array.isArray(value.cells) && 'nbformat' in value) {
    return `is a notebook, and lint does not run code${callsIn(value.cells)}. Give it the requests that the notebook sends, or run it against train-encrypt serve.`;
  }
  return undefined;
}

/** The lines of code that start jobs, by cell. */
function callsIn(cells: readonly unknown[]): string {
  const calls = cells.flatMap((cell, index) => {
    const source = isObject(cell) && cell.cell_type === 'code' ? [cell.source].flat().join('') : '';
    const lines = source.split('\n').filter((line) => CALL.test(line));
    return lines.map((line) => `cell ${index + 1}: ${line.trim().slice(0, 80)}`);
  });
  return calls.length > 0 ? ` (it starts jobs in ${listed(calls, 5)})` : '';
}

const CALL =
  /\.(fit|train|run|create_(training|processing|hyper_parameter_tuning|auto_ml)_job\w*|create_monitoring_schedule)\(/;

const isPolicy = (value: Readonly<Record<string, unknown>>): boolean => {
  const statements = [value.Statement].flat();
  return statements.some((one) => isObject(one) && 'Effect' in one && ('Action' in one || 'NotAction' in one));
};
