import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** What an earlier run that was killed has left behind frees its ports within this time. */
const leftoverMs = 3_000;

const Ports = z.record(z.string(), z.int().min(1).max(65_535));

function readPorts(path: string): Record<string, number> {
  try {
    return Ports.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // No file yet or one that makes no sense: the ports are chosen anew.
    return {};
  }
}

function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined)).listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function reserve(remembered: number | undefined): Promise<Server> {
  for (const startMs = Date.now(); remembered !== undefined; await sleep(50)) {
    const server = await listen(remembered);
    if (server) return server;
    if (Date.now() - startMs > leftoverMs) break;
  }
  const server = await listen(0);
  if (server) return server;
  throw new Error('There is no free TCP port on 127.0.0.1.');
}

/**
 * Chooses a TCP port on 127.0.0.1 for each name: the one of the last run where it is free, so that addresses handed
 * out before (presigned URLs, links) stay good; else any free one. They are remembered in `ports.json`.
 */
export async function allocatePorts<Name extends string>(
  dataDir: string,
  names: readonly Name[],
): Promise<Record<Name, number>>;
export async function allocatePorts(dataDir: string, names: readonly string[]): Promise<Record<string, number>> {
  const path = join(dataDir, 'ports.json');
  const remembered = readPorts(path);
  // All are held until the last one is found, so that no two get the same.
  const servers = await Promise.all(names.map((name) => reserve(remembered[name])));
  const ports = Object.fromEntries(names.map((name, index) => [name, portOf(servers[index])]));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  writeFileSync(path, `${JSON.stringify(ports, undefined, 2)}\n`);
  return ports;
}

function portOf(server: Server | undefined): number {
  const address = server?.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('A listening server has no TCP address.');
}
