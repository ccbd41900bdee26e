import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { members, requiredMembers } from './schema-members.ts';
import { ServiceError, type ServiceRequest } from './service.ts';

/** Where a request goes: the labels that its path or host holds, such as `Bucket` and `Key`, decoded. */
export type Address = Readonly<Record<string, string>>;

interface Route {
  readonly schema: StaticOperationSchema;
  readonly method: string;
  readonly labels: ReadonlySet<string>;
  /** Parameters of the query that tell this operation from others of the same path, with their values. */
  readonly literals: ReadonlyMap<string, string>;
  readonly queries: readonly string[];
  readonly headers: readonly string[];
}

const routes = new WeakMap<StaticOperationSchema, Route>();

/**
 * The operation that a request is for: of those whose method, labels, query and required members fit it, the one that
 * asks for most. Throws `ServiceError` when none fits.
 */
export function matchOperation(
  schemas: readonly StaticOperationSchema[],
  request: ServiceRequest,
  address: Address,
): StaticOperationSchema {
  const query = queryOf(request);
  const given = Object.keys(address);
  const fitting = schemas
    .map(routeOf)
    .filter(
      ({ method, labels, literals, queries, headers }) =>
        method === request.method &&
        labels.size === given.length &&
        given.every((label) => labels.has(label)) &&
        [...literals].every(([name, value]) => (value === '' ? query.has(name) : query.get(name) === value)) &&
        queries.every((name) => query.has(name)) &&
        headers.every((name) => request.headers[name] !== undefined),
    )
    .sort((a, b) => weight(b, query) - weight(a, query));
  const best = fitting[0];
  if (best === undefined) {
    throw new ServiceError('MethodNotAllowed', `${request.method} is not allowed for this resource.`, 405);
  }
  return best.schema;
}

/** The parameters in a request's query. */
export function queryOf(request: ServiceRequest): URLSearchParams {
  const start = request.path.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.path.slice(start));
}

/** Some SDKs name the operation in `x-id`, which decides among those that are alike otherwise. */
const weight = ({ schema, literals, queries, headers }: Route, query: URLSearchParams) =>
  2 * (literals.size + queries.length + headers.length) + (query.get('x-id') === schema[2] ? 1 : 0);

function routeOf(schema: StaticOperationSchema): Route {
  const known = routes.get(schema);
  if (known !== undefined) return known;
  const [method, uri] = httpOf(schema);
  const literals = new Map(new URLSearchParams(uri.split('?')[1] ?? ''));
  literals.delete('x-id');
  const input = NormalizedSchema.of(schema[4]);
  const labels: string[] = [];
  const queries: string[] = [];
  const headers: string[] = [];
  for (const [name, member] of members(input)) {
    const { httpLabel, httpQuery, httpHeader } = member.getMergedTraits();
    if (httpLabel) labels.push(name);
    else if (!requiredMembers(input).has(name)) continue;
    else if (httpQuery) queries.push(httpQuery);
    else if (httpHeader) headers.push(httpHeader.toLowerCase());
  }
  const route = { schema, method, labels: new Set(labels), literals, queries, headers };
  routes.set(schema, route);
  return route;
}

/** Method, URI pattern and status of an operation. */
export function httpOf([, , , traits]: StaticOperationSchema): readonly [string, string, number] {
  return (traits as unknown as { readonly http: readonly [string, string, number] }).http;
}
