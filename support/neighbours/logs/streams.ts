import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import { invalidParameter } from './errors.ts';
import { groupOf } from './group.ts';
import { streamsOf } from './jobs.ts';
import { type LogsContext, operation } from './operation.ts';

interface Describe {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  readonly logStreamNamePrefix?: string;
  readonly orderBy?: string;
  readonly descending?: boolean;
  readonly nextToken?: string;
  readonly limit?: number;
}

const MOST = 50;

async function describe(input: Describe, { sagemaker, caller }: LogsContext) {
  const { logStreamNamePrefix = '', orderBy = 'LogStreamName', descending = false, limit = MOST } = input;
  if (limit < 1 || limit > MOST) throw invalidParameter(`limit is from 1 to ${MOST}.`);
  if (orderBy !== 'LogStreamName' && logStreamNamePrefix !== '') {
    throw invalidParameter('Streams of a prefix are ordered by LogStreamName only.');
  }
  const found = await streamsOf(sagemaker, caller, groupOf(input), logStreamNamePrefix);
  const last = (one: (typeof found)[number]) => one.events.at(-1)?.timestamp ?? 0;
  const byTime = orderBy === 'LastEventTime' ? found.toSorted((a, b) => last(a) - last(b)) : found;
  const ordered = descending ? byTime.toReversed() : byTime;
  const start = startOf(input.nextToken);
  const end = start + limit;
  return {
    logStreams: ordered.slice(start, end).map((stream) => ({
      logStreamName: stream.name,
      arn: stream.arn,
      creationTime: stream.events[0]?.timestamp,
      firstEventTimestamp: stream.events[0]?.timestamp,
      lastEventTimestamp: last(stream),
      lastIngestionTime: last(stream),
      storedBytes: 0,
    })),
    nextToken: end < ordered.length ? String(end) : undefined,
  };
}

function startOf(token = '0'): number {
  if (!/^\d{1,9}$/.test(token)) throw invalidParameter('nextToken is not one of an earlier page.');
  return Number(token);
}

export const operations = { DescribeLogStreams: operation(sdk.DescribeLogStreams$, describe) };
