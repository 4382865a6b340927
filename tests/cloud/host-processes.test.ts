import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Child } from '../../local/cloud/processes/child.ts';
import { findOnPath } from '../../local/cloud/processes/find-on-path.ts';
import { LogFile } from '../../local/cloud/processes/log-file.ts';
import { allocatePorts } from '../../local/cloud/processes/ports.ts';
import { Shutdown } from '../../local/cloud/processes/shutdown.ts';
import { startGuarded } from '../../local/cloud/processes/start-guarded.ts';
import { startListening } from '../../local/cloud/processes/start-listening.ts';
import { startNodeChild } from '../../local/cloud/processes/start-node-child.ts';
import { supervise } from '../../local/cloud/processes/supervise.ts';
import { freePort } from '../support/free-port.ts';
import { isAlive, listDescendants, readCommand } from '../support/process-tree.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let log: LogFile;
const started: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = await tempFolder();
  log = new LogFile(join(folder.path, 'child.log'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((child) => child.stop()));
  log.close();
  await folder.remove();
});

const keep = <Running extends { stop(): Promise<void> }>(running: Running): Running => {
  started.push(running);
  return running;
};
const guard = (...args: string[]) => keep(startGuarded({ command: 'sh', args: ['-c', ...args], log }));
/** The command behind a guard, beside the shell that watches. */
const commandOf = (pid: number) => listDescendants(pid).find((child) => readCommand(child) === 'sleep 1000');

describe('a guarded command', () => {
  it('is stopped politely: it sees SIGTERM', async () => {
    const child = guard('trap "echo said goodbye; exit 0" TERM; echo ready; while :; do sleep 0.05; done');
    await waitUntil(() => child.lastLine() === 'ready');
    await child.stop();
    expect(child.lastLine()).toBe('said goodbye');
    expect(listDescendants(child.pid ?? 0)).toEqual([]);
  });

  it('that does not want to end is killed', async () => {
    const child = guard('trap "" TERM; echo ready; while :; do sleep 0.05; done');
    await waitUntil(() => child.lastLine() === 'ready');
    const family = listDescendants(child.pid ?? 0);
    await child.stop();
    expect(family.filter(isAlive)).toEqual([]);
  });

  it('that ends by itself takes its guard along, with its exit status', async () => {
    const child = guard('echo last words >&2; exit 7');
    expect(await child.exited).toBe('exit status 7');
    expect(child.lastLine()).toBe('last words');
  });

  it('whose guard is killed ends too', async () => {
    const child = guard('exec sleep 1000');
    await waitUntil(() => commandOf(child.pid ?? 0) !== undefined);
    const command = commandOf(child.pid ?? 0) ?? 0;
    process.kill(child.pid ?? 0, 'SIGKILL');
    await waitUntil(() => !isAlive(command));
  });

  it('ends when its owner is killed with -9', async () => {
    const program = join(import.meta.dirname, 'support/guard-owner.ts');
    const owner = spawn(process.execPath, [program, 'sleep', '1000'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface({ input: owner.stdout }), 'line');
    const pid = Number(line);
    await waitUntil(() => commandOf(pid) !== undefined);
    const family = [pid, ...listDescendants(pid)];
    owner.kill('SIGKILL');
    await waitUntil(() => !family.some(isAlive));
  });

  it('that cannot be found or does not listen is an error with its last words', async () => {
    const port = await freePort();
    const args = ['-c', 'echo the reason >&2; exit 1'];
    await expect(startListening({ command: 'sh', args, log }, port)).rejects.toThrow('exit status 1): the reason');
    await expect(startListening({ command: '/no/such/program', args: [], log }, port)).rejects.toThrow('not found');
  });
});

describe('a supervised process', () => {
  it('is started again when it is killed, and not when it is stopped', async () => {
    const reports: string[] = [];
    const children: Child[] = [];
    const start = async () => {
      const child = startGuarded({ command: 'sleep', args: ['1000'], log });
      children.push(child);
      return child;
    };
    const supervised = await supervise('sleeper', start, (line) => reports.push(line));
    await waitUntil(() => commandOf(supervised.pid() ?? 0) !== undefined);
    process.kill(commandOf(supervised.pid() ?? 0) ?? 0, 'SIGKILL');
    await waitUntil(() => children.length === 2);
    expect(reports).toEqual(['sleeper ended (exit status 137); starting it again']);
    await supervised.stop();
    expect(children).toHaveLength(2);
    expect(children.some(({ pid = 0 }) => isAlive(pid))).toBe(false);
  });

  it('that fails the first time is an error, later it is tried again', async () => {
    await expect(
      supervise(
        'x',
        () => Promise.reject(new Error('no engine')),
        () => undefined,
      ),
    ).rejects.toThrow('no engine');
    let attempts = 0;
    const reports: string[] = [];
    const start = async () => {
      attempts += 1;
      if (attempts === 2) throw new Error('not yet');
      return startGuarded({ command: 'sleep', args: attempts === 1 ? ['0'] : ['1000'], log });
    };
    keep(await supervise('x', start, (line) => reports.push(line)));
    await waitUntil(() => attempts === 3);
    expect(reports).toContain('x does not start: not yet');
  });
});

describe('a Node child', () => {
  const write = (source: string) => {
    const file = join(folder.path, 'child.ts');
    const serveOwner = join(import.meta.dirname, '../../local/cloud/processes/serve-owner.ts');
    writeFileSync(
      file,
      `import { serveOwner } from '${serveOwner}';\nawait serveOwner(async (options: any) => { ${source} });`,
    );
    return file;
  };
  const close = 'close: async () => {}';

  it('gets its options, answers requests and says what went wrong', async () => {
    const file = write(
      `return { onRequest: async (r: any) => { if (r.bad) throw new Error('bad'); return [options, r]; }, ${close} }`,
    );
    const child = keep(await startNodeChild({ file, options: { a: 1 }, log }));
    expect(await child.request({ b: 2 })).toEqual([{ a: 1 }, { b: 2 }]);
    await expect(child.request({ bad: true })).rejects.toThrow('bad');
  });

  it('that cannot start says why', async () => {
    const file = write(`throw new Error('the folder is broken');`);
    await expect(startNodeChild({ file, options: {}, log })).rejects.toThrow('the folder is broken');
  });

  it('that ends while it is asked is an error', async () => {
    const file = write(`return { onRequest: () => process.exit(3), ${close} }`);
    const child = keep(await startNodeChild({ file, options: {}, log }));
    await expect(child.request({})).rejects.toThrow('exit status 3');
  });
});

describe('ports', () => {
  it('are the same at the next start, and others where they are taken', async () => {
    const first = await allocatePorts(folder.path, ['s3', 'sqs']);
    expect(await allocatePorts(folder.path, ['s3', 'sqs'])).toEqual(first);
    const squatter = createServer().listen(first.s3, '127.0.0.1');
    await once(squatter, 'listening');
    const second = await allocatePorts(folder.path, ['s3', 'sqs']);
    squatter.close();
    expect(second.sqs).toBe(first.sqs);
    expect(second.s3).not.toBe(first.s3);
  });

  it('are chosen anew when the file makes no sense', async () => {
    writeFileSync(join(folder.path, 'ports.json'), '{"s3":"x"');
    const { s3 } = await allocatePorts(folder.path, ['s3']);
    expect(s3).toBeGreaterThan(0);
  });
});

describe('shutting down', () => {
  it('stops in reverse order, once, and whatever comes late at once', async () => {
    const order: string[] = [];
    const shutdown = new Shutdown();
    shutdown.add(() => order.push('first'));
    shutdown.add(async () => {
      order.push('second');
      throw new Error('does not want to');
    });
    await Promise.all([shutdown.run(), shutdown.run()]);
    shutdown.add(() => order.push('late'));
    expect(order).toEqual(['second', 'first', 'late']);
  });
});

describe('a log file', () => {
  it('is kept to a size that fills no disk', () => {
    const big = new LogFile(join(folder.path, 'big.log'));
    const megabyte = 'x'.repeat(1024 * 1024);
    for (let index = 0; index < 25; index += 1) big.write(megabyte);
    big.close();
    expect(readFileSync(join(folder.path, 'big.log.1')).length).toBeGreaterThan(0);
  });
});

it('programs are looked for in PATH', () => {
  expect(findOnPath('sh', '/nowhere::/bin')).toBe('/bin/sh');
  expect(findOnPath('no-such-program')).toBeUndefined();
});
