import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import { invalidParameter, noSuchStream } from './errors.ts';
import { groupOf } from './group.ts';
import { streamsOf } from './jobs.ts';
import { type LogsContext, operation } from './operation.ts';

interface Get {
  readonly logStreamName: string;
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  /** Unix milliseconds. */
  readonly startTime?: number;
  /** Unix milliseconds; an event of just then is not among those answered. */
  readonly endTime?: number;
  readonly nextToken?: string;
  readonly limit?: number;
  readonly startFromHead?: boolean;
}

const MOST = 10_000;

async function get(input: Get, { sagemaker, caller }: LogsContext) {
  const { logStreamName, startTime = 0, endTime = Number.POSITIVE_INFINITY, limit = MOST } = input;
  if (limit < 1 || limit > MOST) throw invalidParameter(`limit is from 1 to ${MOST}.`);
  const [stream] = await streamsOf(sagemaker, caller, groupOf(input), logStreamName);
  if (stream?.name !== logStreamName) throw noSuchStream(logStreamName);
  const events = stream.events.filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);
  const { start, end } = page(input, events.length, limit);
  return {
    events: events.slice(start, end).map((event) => ({ ...event, ingestionTime: event.timestamp })),
    // At the end the token stays as it is, which is how clients know that there is no more for now.
    nextForwardToken: `f/${end}`,
    nextBackwardToken: `b/${start}`,
  };
}

/** Forward tokens go on after an event, backward ones before it; without a token the page is at one of the ends. */
function page({ nextToken, startFromHead = false }: Get, length: number, limit: number) {
  if (nextToken === undefined) {
    const start = startFromHead ? 0 : Math.max(0, length - limit);
    return { start, end: Math.min(start + limit, length) };
  }
  const [, direction, digits] = /^([fb])\/(\d{1,9})$/.exec(nextToken) ?? [];
  if (digits === undefined) throw invalidParameter('nextToken is not one of an earlier page.');
  const at = Math.min(Number(digits), length);
  if (direction === 'f') return { start: at, end: Math.min(at + limit, length) };
  return { start: Math.max(0, at - limit), end: at };
}

export const operations = { GetLogEvents: operation(sdk.GetLogEvents$, get) };
