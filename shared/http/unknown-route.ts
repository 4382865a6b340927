import type { Method } from '../contract/route.ts';
import { routeTable } from '../contract/route-table.ts';
import { HopperError } from '../domain/hopper-error.ts';

const routes = Object.values(routeTable);

/** The path exists under other methods. */
export class MethodNotAllowedError extends HopperError {
  readonly allowed: readonly Method[];

  constructor(allowed: readonly Method[]) {
    super('method_not_allowed');
    this.allowed = allowed;
  }
}

/**
 * The error for a call that no route takes. As in API Gateway a literal path goes before one with parameters,
 * and HEAD and OPTIONS are methods like any other.
 */
export function unknownRoute(method: string, path: string): HopperError {
  const literal = routes.filter((route) => route.path === path);
  const matching = literal.length > 0 ? literal : routes.filter((route) => matches(route.path, path));
  const allowed: Method[] = [...new Set(matching.map((route) => route.method))].sort();
  if (allowed.length === 0 || allowed.some((known) => known === method)) return new HopperError('not_found');
  return new MethodNotAllowedError(allowed);
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => (segment.startsWith('{') ? given[index] !== '' : segment === given[index]))
  );
}
