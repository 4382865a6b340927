import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import * as z from 'zod';

const Headers = z.record(z.string(), z.object({ value: z.string() }));
const Request = z.object({ uri: z.string(), headers: Headers });
const Handler = z.function({ input: [z.unknown()], output: z.unknown() });

/**
 * Runs a CloudFront Function with nothing around it: no Node, no modules, as in CloudFront.
 *
 * @param viewer address of whoever asks
 * @returns the request that goes on
 */
export function runEdgeFunction(name: string, request: z.infer<typeof Request>, viewer = '192.0.2.7') {
  const code = readFileSync(new URL(`../../../infra/edge/${name}.js`, import.meta.url), 'utf8');
  const handler = Handler.implement(runInNewContext(`${code}; handler`));
  return Request.parse(handler({ version: '1.0', viewer: { ip: viewer }, request: structuredClone(request) }));
}
