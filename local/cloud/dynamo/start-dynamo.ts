import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LogFile } from '../processes/log-file.ts';
import { startListening } from '../processes/start-listening.ts';
import { supervise } from '../processes/supervise.ts';
import { findDynamoEngine } from './find-dynamo-engine.ts';

export interface DynamoOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly log: LogFile;
  report(line: string): void;
}

/** A DynamoDB that keeps its data below the data folder. */
export interface RunningDynamo {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the local DynamoDB.
 *
 * @throws Error when there is no engine for this machine or it cannot open its file
 */
export async function startDynamo({ port, dataDir, log, report }: DynamoOptions): Promise<RunningDynamo> {
  const dir = join(dataDir, 'dynamodb');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const { command, args } = findDynamoEngine(dir, port);
  try {
    const server = await supervise('dynamodb', () => startListening({ command, args, log }, port), report);
    return { url: `http://127.0.0.1:${port}`, stop: server.stop };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error} (its data: ${dir})`, { cause: error });
  }
}
