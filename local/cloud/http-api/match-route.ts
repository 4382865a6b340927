import type { HttpApiModel, RouteModel } from './http-api-model.ts';

/** A route that serves a request, with the values of its path parameters. */
export interface MatchedRoute {
  readonly route: RouteModel;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Pattern {
  readonly route: RouteModel;
  readonly method: string;
  readonly segments: readonly string[];
}

function parsePattern(route: RouteModel): Pattern[] {
  const [method, path] = route.routeKey.split(' ');
  return method === undefined || path === undefined ? [] : [{ route, method, segments: path.split('/').slice(1) }];
}

const parameter = /^\{([^}+]+)(\+?)\}$/;

/** 0 for literal text, 1 for a parameter, 2 for a greedy one: lower is more specific. */
function rankOf(segment: string): number {
  const match = parameter.exec(segment);
  if (!match) return 0;
  return match[2] ? 2 : 1;
}

/** More specific patterns first: compared segment by segment, then a method before ANY. */
function compare(a: Pattern, b: Pattern): number {
  for (let index = 0; index < Math.max(a.segments.length, b.segments.length); index += 1) {
    const difference = rankOf(a.segments[index] ?? '') - rankOf(b.segments[index] ?? '');
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function matchSegments(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const [, name, greedy] = parameter.exec(segment) ?? [];
    const actual = path[index];
    if (actual === undefined || (name !== undefined && actual === '')) return undefined;
    if (name === undefined) {
      if (segment !== decode(actual)) return undefined;
    } else if (greedy) {
      values[name] = path.slice(index).map(decode).join('/');
      return values;
    } else {
      values[name] = decode(actual);
    }
  }
  return pattern.length === path.length ? values : undefined;
}

/** Finds the route of a request; undefined when not even `$default` is there. */
export type MatchRoute = (method: string, path: string) => MatchedRoute | undefined;

/**
 * Builds the route table of an API. As in API Gateway the most specific route wins: literal text before a parameter
 * before `{proxy+}`, a method before ANY, and `$default` when nothing else matches.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
export function buildRouteMatcher(model: HttpApiModel): MatchRoute {
  const patterns = model.routes.flatMap(parsePattern).sort(compare);
  const fallback = model.routes.find(({ routeKey }) => routeKey === '$default');
  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const pattern of patterns) {
      if (pattern.method !== 'ANY' && pattern.method !== method) continue;
      const pathParameters = matchSegments(pattern.segments, segments);
      if (pathParameters) return { route: pattern.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}
