import { buildSample } from '../../../shared/contract/openapi-sample.ts';
import { requestExamples } from '../../../shared/contract/openapi-values.ts';
import type { RouteSpec } from '../../../shared/contract/route.ts';
import { arbitraryOfJson, jsonOf } from '../../http/support/schema-samples.ts';
import fc from '../../support/fast-check.ts';

export interface GeneratedRequest {
  readonly route: RouteSpec;
  readonly params: Record<string, string>;
  readonly rawQueryString: string;
  readonly body: string | undefined;
  readonly headers: Record<string, string | undefined>;
  readonly byToken: boolean;
}

/** Names that no schema has; a stored row that has one was not made of declared fields alone. */
export const unknownField = 'zz_unknown';

/** Ids that exist, by the kind of thing. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

/**
 * Requests of a route made from its JSON schemas: mostly ones that may succeed, some with a field too many, some with a value
 * of another kind, some with any JSON at all.
 */
export function requestsOf(route: RouteSpec, ids: KnownIds): fc.Arbitrary<GeneratedRequest> {
  return fc.record({
    route: fc.constant(route),
    params: paramsOf(route, ids),
    rawQueryString: queryOf(route, ids),
    body: bodyOf(route, ids),
    headers: headers,
    byToken: fc.boolean(),
  });
}

const sendables = new WeakMap<object, fc.Arbitrary<unknown>>();

/** What a schema lets pass as far as JSON Schema can tell; made once, for it is long. */
function sendable(schema: NonNullable<RouteSpec['body']>): fc.Arbitrary<unknown> {
  const known = sendables.get(schema);
  if (known) return known;
  const json = jsonOf(schema);
  const made = fc.tuple(arbitraryOfJson(json), fc.nat()).map(([value, at]) => thin(value, json, at));
  sendables.set(schema, made);
  return made;
}

const shownBodies = new Map<string, unknown>();

/** What the documentation shows of a body. */
function shownBody({ id, body }: RouteSpec): unknown {
  if (!shownBodies.has(id)) shownBodies.set(id, requestExamples[id] ?? (body ? buildSample(body, 'input') : {}));
  return shownBodies.get(id);
}

/** Leaves most of the optional fields out: of a value with twenty of them hardly one would be right in all. */
function thin(value: unknown, json: ReturnType<typeof jsonOf>, at: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !json.properties) return value;
  const { properties, required = [] } = json;
  const fields = Object.entries(value).filter(([name], index) => required.includes(name) || (at + index) % 6 === 0);
  return Object.fromEntries(fields.map(([name, item]) => [name, thin(item, properties[name] as never, at >> 3)]));
}

/** Sent with one call in ten. */
const rarely = (values: fc.Arbitrary<string>) => fc.option(values, { freq: 10 }).map((value) => value ?? undefined);

const headers = fc
  .record({
    'idempotency-key': rarely(fc.oneof(fc.uuid(), fc.constantFrom('a', 'b'), fc.string())),
    'if-match': rarely(fc.oneof(fc.constantFrom('*', '"1"', '"2"', 'W/"1"'), fc.string())),
  })
  .map((given): Record<string, string | undefined> => given);

function paramsOf(route: RouteSpec, ids: KnownIds): fc.Arbitrary<Record<string, string>> {
  if (!route.params) return fc.constant({});
  const { properties = {} } = jsonOf(route.params);
  const model = Object.entries(properties).map(([name, json]) => {
    const known = ids[name] ?? [];
    const fresh = fc.oneof({ weight: 3, arbitrary: arbitraryOfJson(json as never).map(String) }, fc.string());
    return [name, known.length > 0 ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, fresh) : fresh];
  });
  const made: fc.Arbitrary<Record<string, string>> = fc.record(Object.fromEntries(model));
  // The id of a post begins with that of its video.
  return fc.tuple(made, fc.boolean()).map(([params, isPair]) => {
    const { postId = '' } = params;
    return isPair && postId.includes('-') ? { ...params, videoId: postId.slice(0, postId.indexOf('-')) } : params;
  });
}

function queryOf(route: RouteSpec, ids: KnownIds): fc.Arbitrary<string> {
  const schema = route.query ?? (route.queryAsBody ? route.body : undefined);
  const extra = fc.constant({ [unknownField]: '1' });
  if (!schema) return fc.oneof(fc.constant(''), fc.string()).map(String);
  const fields = fc.oneof(
    { weight: 3, arbitrary: withKnownIds(sendable(schema), ids) },
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: extra },
  );
  return fields.map((value) => {
    const pairs = Object.entries(Object(value)).filter(([, item]) => item !== undefined);
    return new URLSearchParams(pairs.map(([name, item]) => [name, toText(item)])).toString();
  });
}

function toText(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}

function bodyOf(route: RouteSpec, ids: KnownIds): fc.Arbitrary<string | undefined> {
  if (route.method === 'GET') return fc.constant(undefined);
  const shown = fc.constant(shownBody(route));
  const valid = withKnownIds(route.body ? fc.oneof(sendable(route.body), shown) : shown, ids);
  return fc.oneof(
    { weight: 8, arbitrary: valid.map(toJson) },
    { weight: 2, arbitrary: fc.tuple(valid, fc.nat(3)).map(([value, depth]) => toJson(withUnknown(value, depth))) },
    { weight: 2, arbitrary: fc.tuple(valid, fc.jsonValue(), fc.nat()).map((given) => toJson(withOther(...given))) },
    { weight: 1, arbitrary: fc.jsonValue().map(toJson) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, '', '{', '{"a":1,}') },
  );
}

const toJson = (value: unknown): string => JSON.stringify(value) ?? '';

/** Adds a field that nobody declared, `depth` objects down where there are so many. */
function withUnknown(value: unknown, depth: number): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject) return value;
  const inner = Object.entries(value).find(([, item]) => typeof item === 'object' && item !== null);
  if (depth > 0 && inner) return { ...value, [inner[0]]: withUnknown(inner[1], depth - 1) };
  return { ...value, [unknownField]: { [unknownField]: 1 } };
}

/** Puts any value in the place of one field. */
function withOther(value: unknown, other: unknown, at: number): unknown {
  const names = Object.keys(Object(value));
  const name = names[at % Math.max(1, names.length)];
  return name === undefined || Array.isArray(value) ? value : { ...Object(value), [name]: other };
}

/** Ids of things that exist in the place of half of the made-up ones. */
function withKnownIds(values: fc.Arbitrary<unknown>, ids: KnownIds): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.nat(), fc.boolean())
    .map(([value, at, isKnown]) => (isKnown ? replaceIds(value, at, ids) : value));
}

function replaceIds(value: unknown, at: number, ids: KnownIds, field = ''): unknown {
  if (Array.isArray(value)) return value.map((item, index) => replaceIds(item, at + index, ids, field));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaceIds(item, at, ids, name)]));
  }
  if (field === 'scheduled_time') return new Date(Date.now() + (at % 400) * 86_400_000).toISOString();
  const known = /video|after|before/.test(field)
    ? ids.videoId
    : /connection/.test(field)
      ? ids.connectionId
      : ids[field];
  return typeof value === 'string' && known ? (known[at % known.length] ?? value) : value;
}
