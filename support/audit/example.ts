import { conform } from '../lint/conform.ts';
import { isObject } from '../lint/undecided.ts';
import { withoutSecrets } from '../text/callers-secrets.ts';
import { OPERATIONS } from './operations.ts';
import { PART } from './sql/judge.ts';

/** One call of several that are alike. */
export interface Example {
  readonly eventId: string;
  readonly time: string;
  readonly job: string;
  readonly operation: string;
  /** What decides of its request, in the API's names. Data, code and hyperparameters are nobody's business. */
  readonly request: Readonly<Record<string, unknown>>;
}

/** @param text the `example` of a tally */
export function exampleOf(operation: string, text: string): Example {
  const [eventId = '', time = '', , sent = '', cluster = '', alternatives = '', vpc = '', ...name] = text.split(PART);
  const paths = OPERATIONS.find((one) => one.operation === operation);
  const guarded = { EnableInterContainerTrafficEncryption: parsed(sent), VpcConfig: parsed(vpc) };
  const definition = merged(at(paths?.network ?? [], guarded), {
    ...at(paths?.cluster ?? [], parsed(cluster)),
    ...at(paths?.alternatives ?? [], parsed(alternatives)),
  });
  const request = at(paths?.definitions?.one ?? [], definition);
  // Names of CloudTrail become those of the API; what is of a wrong type is left out, as lint does.
  return withoutSecrets({
    eventId,
    time,
    job: name.join(PART),
    operation,
    request: conform(operation, request).request,
  });
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const at = (path: readonly string[], value: unknown): Record<string, unknown> => {
  const [first, ...rest] = path;
  if (first === undefined) return isObject(value) ? value : {};
  const inner = rest.length === 0 ? value : at(rest, value);
  return inner === undefined ? {} : { [first]: inner };
};

const merged = (one: Record<string, unknown>, two: Record<string, unknown>): Record<string, unknown> => ({
  ...one,
  ...two,
});
