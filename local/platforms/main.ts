import { enableCompileCache, flushCompileCache } from 'node:module';
import { parseArgs } from 'node:util';

// Without types to strip again the process starts in half the time; so what follows is imported after this.
enableCompileCache();
const z = await import('zod');
const { platformsOptionsSchema } = await import('./platforms-options.ts');
const { startPlatforms } = await import('./start-platforms.ts');

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
    'demo-files': { type: 'boolean', default: process.env.SIM_DEMO_FILES === '1' },
    'redirect-uri': { type: 'string', multiple: true, default: process.env.SIM_REDIRECT_URIS?.split(' ') ?? [] },
    options: { type: 'string', default: process.env.SIM_OPTIONS ?? '{}' },
  },
});

const Options = z.looseObject({ drive: z.record(z.string(), z.unknown()).optional() });

async function start() {
  const more = Options.parse(JSON.parse(values.options));
  const options = platformsOptionsSchema.parse({
    port: Number(values.port),
    host: values.host,
    dataDir: values['data-dir'],
    autoConsent: values['auto-consent'],
    redirectUris: values['redirect-uri'],
    ...more,
    drive: { demoFiles: values['demo-files'], ...more.drive },
  });
  return startPlatforms(options);
}

const running = await start().catch((error: unknown) => {
  const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  console.error(`The simulated platforms did not start: ${reason}`);
  process.exit(1);
});
console.log(JSON.stringify({ url: running.url }));
flushCompileCache();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    running.close().then(() => process.exit(0));
  });
}
