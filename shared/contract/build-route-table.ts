import type { RouteSpec } from './route.ts';

/**
 * Text of `route-table.ts`. The table is written out because every schema costs a tenth of a millisecond at each cold
 * start and 20 KiB of zod in the page, and neither the page nor the look-up of an unknown path needs one.
 */
export function buildRouteTable(routes: readonly RouteSpec[]): string {
  return [
    '// Written by `npm run openapi` from the contract; a line that differs from it does not compile.',
    "import type { Contract } from './contract.ts';",
    '',
    "type Row<Spec> = Pick<Spec, Extract<keyof Spec, 'method' | 'path' | 'access' | 'setsSession'>>;",
    '',
    '/** Every route without its schemas. */',
    'export const routeTable = {',
    ...routes.map(toLine),
    '} as const satisfies { readonly [Id in keyof Contract]: Row<Contract[Id]> };',
    '',
  ].join('\n');
}

function toLine({ id, method, path, access, setsSession }: RouteSpec): string {
  const session = setsSession ? ', setsSession: true' : '';
  return `  ${id}: { method: '${method}', path: '${path}', access: '${access}'${session} },`;
}
