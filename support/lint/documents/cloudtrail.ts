import { flaggedOperation } from '../operations.ts';
import { parseQuoted } from '../text.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import type { DocumentPart, DocumentReader, FoundRequest, Skip } from './document.ts';

/** An event, the `Records` of a log file, the `Events` that lookup-events answers, or the envelope of EventBridge. */
export const cloudTrail: DocumentReader = {
  title: 'a CloudTrail event',
  read({ value, path }, readInner, skip) {
    if (!isObject(value)) return undefined;
    if (isEvent(value)) return ofEvent({ value, path });
    if (isObject(value.detail) && 'detail-type' in value) {
      return readInner({ value: value.detail, path: [...path, 'detail'] }) ?? [];
    }
    const { Records, Events } = value;
    if (Array.isArray(Records) && (Records.length === 0 || Records.some(isEvent))) {
      return ofEach(Records, [...path, 'Records'], [], skip);
    }
    if (Array.isArray(Events) && (Events.length === 0 || Events.some(isLookedUp))) {
      const events = Events.map((event: unknown) => (isLookedUp(event) ? quoted(event.CloudTrailEvent) : undefined));
      return ofEach(events, [...path, 'Events'], ['CloudTrailEvent'], skip);
    }
    return undefined;
  },
};

const isLookedUp = (value: unknown): value is { readonly CloudTrailEvent: unknown } =>
  isObject(value) && 'CloudTrailEvent' in value;

function ofEach(
  events: readonly unknown[],
  path: DocumentPart['path'],
  below: readonly string[],
  skip: Skip | undefined,
): readonly FoundRequest[] {
  return events.flatMap((event, index) => {
    if (!isEvent(event)) skip?.([...path, index], 'is no CloudTrail event');
    return ofEvent({ value: event, path: [...path, index, ...below] });
  });
}

interface CloudTrailEvent {
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventTime?: unknown;
  readonly eventID?: unknown;
  readonly requestParameters?: unknown;
  readonly errorCode?: unknown;
}

const isEvent = (value: unknown): value is CloudTrailEvent & Record<string, unknown> =>
  isObject(value) && typeof value.eventSource === 'string' && typeof value.eventName === 'string';

const quoted = (text: unknown): unknown => (typeof text === 'string' ? parseQuoted(text) : text);

function ofEvent({ value, path }: DocumentPart): readonly FoundRequest[] {
  if (!isEvent(value) || value.eventSource !== 'sagemaker.amazonaws.com') return [];
  const operation = flaggedOperation(value.eventName);
  if (!operation) return [];
  const by = [value.eventName, 'of', value.eventTime ?? value.eventID].filter(Boolean).join(' ');
  const parameters = value.requestParameters;
  const found = {
    kind: 'cloudtrail-event',
    operation: operation,
    by,
    path: [...path, 'requestParameters'],
    ...(typeof value.errorCode === 'string' && value.errorCode !== '' && { refusedWith: value.errorCode }),
  } as const;
  if (!isObject(parameters) || parameters.omitted === true) {
    return [{ ...found, value: new Undecided('was not kept by CloudTrail') }];
  }
  return [{ ...found, value: replaced(parameters, redacted) }];
}

/** What stands where a service asked CloudTrail not to keep a value. */
function redacted(value: unknown): Undecided | undefined {
  const hidden = typeof value === 'string' && /^(HIDDEN_DUE_TO_SECURITY_REASONS|\*{3,}|\[?redacted\]?)$/i.test(value);
  return hidden ? new Undecided('was left out by CloudTrail') : undefined;
}
