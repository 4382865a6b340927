import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Stack } from '../../support/stack.ts';
import { openStackTable } from '../../support/stack-clients.ts';

/** What Hopper writes, by place: everything as text, deleted rows of databases included as long as nothing lies over them. */
export type Places = Readonly<Record<'logs' | 'table' | 'queues' | 'schedules' | 'cache', string>>;

/** Reads all of it from a running Hopper. What the simulators keep, and the mails, are not Hopper's. */
export async function readPlaces(stack: Stack): Promise<Places> {
  const read = (folder: string, isMeant: (name: string) => boolean) => readFiles(join(stack.dataDir, folder), isMeant);
  const [logs, rows, table, queues, events, schedules, cache] = await Promise.all([
    read('logs', (name) => name.startsWith('hopper-')),
    scan(stack),
    read('dynamodb', () => true),
    read('cloud', (name) => name.startsWith('sqs.db')),
    read('lambda', () => true),
    read('cloud', (name) => name.startsWith('scheduler.db')),
    read('redis', () => true),
  ]);
  return { logs, table: rows + table, queues: queues + events, schedules, cache };
}

async function readFiles(folder: string, isMeant: (name: string) => boolean): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isMeant(entry.name));
  const texts = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')));
  return texts.join('\n');
}

/** A long value in a database's file may be cut in two, in a row it is whole. */
async function scan(stack: Stack): Promise<string> {
  const { client, name: TableName } = await openStackTable(stack);
  const rows: unknown[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName, ExclusiveStartKey }));
    rows.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  client.destroy();
  return JSON.stringify(rows);
}
