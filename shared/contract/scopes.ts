import * as z from 'zod';
import type { RouteSpec } from './route.ts';

/** What an API token may be allowed: to read or to change one area. */
export const Scope = z.enum([
  'videos:read',
  'videos:write',
  'settings:read',
  'settings:write',
  'connections:read',
  'connections:write',
  'drive:read',
  'drive:write',
]);
export type Scope = z.infer<typeof Scope>;

/** Areas that no token opens: accounts are for their owner alone, and `system` asks nobody who they are. */
const closed: ReadonlySet<string> = new Set(['auth', 'account', 'system']);

/**
 * The scope that a route asks of an API token.
 * @returns undefined where tokens are refused (or, on public routes, not looked at)
 */
export function scopeOf({ area, method, access, browserOnly }: ScopedSpec): Scope | undefined {
  if (access === 'public' || browserOnly || closed.has(area)) return undefined;
  // Two functions for the reason of the network alone: what a program may do there is one matter.
  const matter = area === 'session' ? 'drive' : area;
  return Scope.parse(`${matter}:${method === 'GET' ? 'read' : 'write'}`);
}

type ScopedSpec = Pick<RouteSpec, 'area' | 'method' | 'access' | 'browserOnly'>;
