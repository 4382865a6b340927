// Serves the page from its sources, to work on it: `npm start` in one terminal, `npm run dev:web` in another.
import { createServer } from 'vite';
import { viteConfig } from './vite-config.ts';

const target = process.env.HOPPER_ORIGIN ?? 'http://localhost:3000';
// The API refuses calls of another origin, which the page of this server is.
const proxy = { target, headers: { origin: target, 'sec-fetch-site': 'same-origin' } };
const apiPaths = ['/api', '/auth', '/session', '/drive/', '/list-', '/get-', '/transfer', '/imports', '/_local'];
const server = await createServer({
  ...viteConfig,
  logLevel: 'info',
  server: { port: 5173, proxy: Object.fromEntries(apiPaths.map((path) => [path, proxy])) },
});
await server.listen();
server.printUrls();
