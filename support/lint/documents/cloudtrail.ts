import { flaggedOperation } from '../operations.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import type { DocumentPart, DocumentReader, FoundRequest } from './document.ts';

/** An event, the `Records` of a log file, the `Events` that lookup-events answers, or the envelope of EventBridge. */
export const cloudTrail: DocumentReader = {
  title: 'a CloudTrail event',
  read({ value, path }, readInner) {
    if (!isObject(value)) return undefined;
    if (isEvent(value)) return ofEvent({ value, path });
    if (isObject(value.detail) && 'detail-type' in value) {
      return readInner({ value: value.detail, path: [...path, 'detail'] }) ?? [];
    }
    if (Array.isArray(value.Records) && value.Records.every(isEvent)) {
      return value.Records.flatMap((record, index) => ofEvent({ value: record, path: [...path, 'Records', index] }));
    }
    if (Array.isArray(value.Events) && value.Events.every((event) => isObject(event) && 'CloudTrailEvent' in event)) {
      return value.Events.flatMap((event: { CloudTrailEvent?: unknown }, index) =>
        ofEvent({ value: quoted(event.CloudTrailEvent), path: [...path, 'Events', index, 'CloudTrailEvent'] }),
      );
    }
    return undefined;
  },
};

interface CloudTrailEvent {
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventTime?: unknown;
  readonly eventID?: unknown;
  readonly requestParameters?: unknown;
}

const isEvent = (value: unknown): value is CloudTrailEvent & Record<string, unknown> =>
  isObject(value) && typeof value.eventSource === 'string' && typeof value.eventName === 'string';

function quoted(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return undefined;
  }
}

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
