import { writeFile } from 'node:fs/promises';
import { buildRouteTable } from './build-route-table.ts';
import { allRoutes } from './contract.ts';
import { renderPage } from './docs-page/render-page.ts';
import { buildOpenApi } from './openapi.ts';

/** Everything that is generated from the contract, by file. Tests compare it with what is on disk. */
export function generatedFiles(): { readonly file: URL; readonly text: string }[] {
  const document = buildOpenApi();
  return [
    {
      file: new URL('../../docs/openapi.json', import.meta.url),
      text: `${JSON.stringify(document, undefined, 2)}\n`,
    },
    { file: new URL('../../docs/api.html', import.meta.url), text: renderPage(document) },
    { file: new URL('./route-table.ts', import.meta.url), text: buildRouteTable(allRoutes) },
  ];
}

if (import.meta.main) {
  for (const { file, text } of generatedFiles()) await writeFile(file, text);
}
