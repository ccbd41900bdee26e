import { flaggedOperation } from '../operations.ts';
import { parseQuoted } from '../text.ts';
import { isObject } from '../undecided.ts';
import { ofCall } from './cloudtrail.ts';
import type { DocumentForm, DocumentPart, Found, FoundRequest, Reading } from './document.ts';

/** CloudTrail's events where they went: rows of CloudWatch Logs, of Logs Insights, of Athena, of CloudTrail Lake. */
export const logRows: DocumentForm = {
  name: 'log-rows',
  title: 'rows of CloudWatch Logs, Athena or CloudTrail Lake',
  recognises: (value) =>
    isObject(value) && (messagesIn({ value, path: [] }) ?? rowsIn({ value, path: [] })) !== undefined,
  reads(part, reading) {
    const messages = messagesIn(part);
    if (messages) return { requests: messages.flatMap((one) => ofMessage(one, reading)), isLog: true };
    return { requests: (rowsIn(part) ?? []).flatMap(ofRow), isLog: true };
  },
};

/** `filter-log-events`, `get-log-events`, and `get-query-results` with `@message`. */
function messagesIn({ value, path }: DocumentPart): readonly DocumentPart[] | undefined {
  if (!isObject(value)) return undefined;
  const { events, results } = value;
  if (
    Array.isArray(events) &&
    (events.length === 0 || events.some((event) => isObject(event) && typeof event.message === 'string'))
  ) {
    return events.map((event: unknown, index) => ({
      value: isObject(event) ? event.message : undefined,
      path: [...path, 'events', index, 'message'],
    }));
  }
  if (!Array.isArray(results) || !results.every(Array.isArray)) return undefined;
  const all = results.flatMap((row: unknown[], index) =>
    row.flatMap((cell, at) =>
      isObject(cell) && cell.field === '@message'
        ? [{ value: cell.value, path: [...path, 'results', index, at, 'value'] }]
        : [],
    ),
  );
  return results.length === 0 || all.length > 0 ? all : undefined;
}

function ofMessage({ value, path }: DocumentPart, reading: Reading): Found['requests'] {
  const event = typeof value === 'string' ? parseQuoted(value) : value;
  return reading.inner({ value: event, path })?.requests ?? [];
}

interface Row {
  readonly cells: Readonly<Record<string, unknown>>;
  readonly path: DocumentPart['path'];
}

/** Athena's `ResultSet`, CloudTrail Lake's `QueryResultRows`, Logs Insights by field, and a row as an object. */
function rowsIn({ value, path }: DocumentPart): readonly Row[] | undefined {
  if (!isObject(value)) return undefined;
  const { ResultSet, QueryResultRows, results } = value;
  if (isObject(ResultSet) && Array.isArray(ResultSet.Rows))
    return ofAthena(ResultSet.Rows, [...path, 'ResultSet', 'Rows']);
  if (Array.isArray(QueryResultRows)) {
    return QueryResultRows.map((row: unknown, index) => ({
      cells: lower(Object.assign({}, ...(Array.isArray(row) ? row : [row]).filter(isObject))),
      path: [...path, 'QueryResultRows', index],
    }));
  }
  if (Array.isArray(results) && results.every(Array.isArray)) {
    return results.map((row: unknown[], index) => ({
      cells: lower(Object.fromEntries(row.filter(isObject).map(({ field, value: cell }) => [String(field), cell]))),
      path: [...path, 'results', index],
    }));
  }
  const cells = lower(value);
  return typeof cells.eventname === 'string' && 'requestparameters' in cells && !('eventSource' in value)
    ? [{ cells, path }]
    : undefined;
}

function ofAthena(rows: readonly unknown[], path: DocumentPart['path']): readonly Row[] {
  const cellsOf = (row: unknown) =>
    isObject(row) && Array.isArray(row.Data)
      ? row.Data.map((cell: unknown) => (isObject(cell) ? cell.VarCharValue : undefined))
      : [];
  const [head, ...others] = rows;
  const names = cellsOf(head).map((name) => String(name).toLowerCase());
  return others.map((row, index) => ({
    cells: Object.fromEntries(cellsOf(row).map((cell, at) => [names[at] ?? '', cell])),
    path: [...path, index + 1],
  }));
}

function ofRow({ cells, path }: Row): readonly FoundRequest[] {
  const operation = flaggedOperation(cells.eventname);
  const source = cells.eventsource;
  if (!operation || (source !== undefined && source !== 'sagemaker.amazonaws.com')) return [];
  const {
    eventname: eventName,
    eventtime: eventTime,
    eventid: eventID,
    errorcode: errorCode,
    requestparameters,
  } = cells;
  const requestParameters = typeof requestparameters === 'string' ? parseQuoted(requestparameters) : requestparameters;
  const found = ofCall(operation, { eventName, eventTime, eventID, errorCode, requestParameters }, path);
  return [{ ...found, kind: 'log-rows' }];
}

const lower = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]));
