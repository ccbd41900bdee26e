import { flaggedOperation } from '../operations.ts';
import { parseQuoted } from '../text.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import { type DocumentForm, type DocumentPart, type FoundRequest, NOTHING_FOUND, type Reading } from './document.ts';

/** An event, the `Records` of a log file, the `Events` that lookup-events answers, or the envelope of EventBridge. */
export const cloudTrail: DocumentForm = {
  name: 'cloudtrail-event',
  title: 'a CloudTrail event',
  recognises: (value) =>
    isObject(value) && (isEvent(value) || isEnvelope(value) || isLogFile(value) || isLookup(value)),
  reads(part, reading) {
    const { path } = part;
    const value = part.value as Record<string, unknown>;
    if (isEvent(value)) return { requests: ofEvent(part), isLog: true };
    if (isEnvelope(value)) return reading.inner({ value: value.detail, path: [...path, 'detail'] }) ?? NOTHING_FOUND;
    if (isLogFile(value)) return { requests: ofEach(value.Records, [...path, 'Records'], [], reading), isLog: true };
    const events = (value.Events as unknown[]).map((event) =>
      isLookedUp(event) ? quoted(event.CloudTrailEvent) : undefined,
    );
    return { requests: ofEach(events, [...path, 'Events'], ['CloudTrailEvent'], reading), isLog: true };
  },
};

type Value = Record<string, unknown>;

const isEnvelope = (value: Value): boolean => isObject(value.detail) && 'detail-type' in value;

const isLogFile = (value: Value): value is { Records: unknown[] } =>
  Array.isArray(value.Records) && (value.Records.length === 0 || value.Records.some(isEvent));

const isLookup = ({ Events }: Value): boolean =>
  Array.isArray(Events) && (Events.length === 0 || Events.some(isLookedUp));

const isLookedUp = (value: unknown): value is { readonly CloudTrailEvent: unknown } =>
  isObject(value) && 'CloudTrailEvent' in value;

function ofEach(
  events: readonly unknown[],
  path: DocumentPart['path'],
  below: readonly string[],
  { skip }: Reading,
): readonly FoundRequest[] {
  return events.flatMap((event, index) => {
    if (!isEvent(event)) skip([...path, index], 'is no CloudTrail event');
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

const isEvent = (value: unknown): value is CloudTrailEvent & Value =>
  isObject(value) && typeof value.eventSource === 'string' && typeof value.eventName === 'string';

const quoted = (text: unknown): unknown => (typeof text === 'string' ? parseQuoted(text) : text);

function ofEvent({ value, path }: DocumentPart): readonly FoundRequest[] {
  if (!isEvent(value) || value.eventSource !== 'sagemaker.amazonaws.com') return [];
  const operation = flaggedOperation(value.eventName);
  if (!operation) return [];
  return [ofCall(operation, value, [...path, 'requestParameters'])];
}

/** The request of a call that CloudTrail kept. @param path of its parameters */
export function ofCall(
  operation: string,
  event: Readonly<Record<string, unknown>> | CloudTrailEvent,
  path: DocumentPart['path'],
): FoundRequest {
  const { eventName, eventTime, eventID, requestParameters: parameters, errorCode } = event;
  const found = {
    kind: 'cloudtrail-event',
    operation,
    by: [eventName, 'of', eventTime ?? eventID].filter(Boolean).join(' '),
    path,
    ...(typeof errorCode === 'string' && errorCode !== '' && { refusedWith: errorCode }),
  } as const;
  if (!isObject(parameters) || parameters.omitted === true) {
    return { ...found, value: new Undecided('was not kept by CloudTrail') };
  }
  return { ...found, value: replaced(parameters, redacted) };
}

/** What stands where a service asked CloudTrail not to keep a value. */
function redacted(value: unknown): Undecided | undefined {
  const hidden = typeof value === 'string' && /^(HIDDEN_DUE_TO_SECURITY_REASONS|\*{3,}|\[?redacted\]?)$/i.test(value);
  return hidden ? new Undecided('was left out by CloudTrail') : undefined;
}
