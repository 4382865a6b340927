import { parseArgs } from 'node:util';
import * as z from 'zod';
import { platformsOptionsSchema } from './platforms-options.ts';
import { startPlatforms } from './start-platforms.ts';

/**
 * Starts the simulated platforms as a process of their own and prints one JSON line `{"url": …}` when they answer.
 * Every flag has an environment variable; `--options` takes any further option as JSON.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.SIM_PORT ?? '0' },
    host: { type: 'string', default: process.env.SIM_HOST ?? '127.0.0.1' },
    'data-dir': { type: 'string', default: process.env.SIM_DATA_DIR ?? '.hopper/platforms' },
    'auto-consent': { type: 'boolean', default: process.env.SIM_AUTO_CONSENT === '1' },
    'redirect-uri': { type: 'string', multiple: true, default: process.env.SIM_REDIRECT_URIS?.split(' ') ?? [] },
    options: { type: 'string', default: process.env.SIM_OPTIONS ?? '{}' },
  },
});

const options = platformsOptionsSchema.parse({
  port: Number(values.port),
  host: values.host,
  dataDir: values['data-dir'],
  autoConsent: values['auto-consent'],
  redirectUris: values['redirect-uri'],
  ...z.record(z.string(), z.unknown()).parse(JSON.parse(values.options)),
});
const running = await startPlatforms(options);
console.log(JSON.stringify({ url: running.url }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    running.close().then(() => process.exit(0));
  });
}
