import { createRequire } from 'node:module';
import { startBinary } from './start-binary.ts';

export interface Dynoxide {
  /** Endpoint for DynamoDB clients. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts an empty DynamoDB in memory for one test file; see `createTestTable` for a table in it. */
export async function startDynoxide(): Promise<Dynoxide> {
  const program = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  const server = await startBinary(program, (port) => ['--host', '127.0.0.1', '--port', String(port)], /listening on/);
  return { url: `http://127.0.0.1:${server.port}`, close: server.close };
}
