import { jsonProtocol, validationException } from '../json-service/json-protocol.ts';
import { openDatabase } from '../json-service/open-database.ts';
import { type RunningService, type ServiceOptions, startHttpService } from '../json-service/start-http-service.ts';
import { withDatabase } from '../json-service/with-database.ts';
import { secretOperations } from './operations/secrets.ts';
import { valueOperations } from './operations/values.ts';
import { openSecretStore } from './secret-store.ts';
import { secretsSchema } from './secrets-schema.ts';
import { openVersionStore } from './version-store.ts';

export interface SecretsOptions extends ServiceOptions {
  /** Folder for `secrets.db`, which holds the values in clear and can be read by its owner alone. */
  dataDir: string;
  /** Epoch milliseconds; the system clock when left out. */
  now?: () => number;
}

/** A value of 64 KiB with every character of it escaped as \uXXXX. */
const maxBodyBytes = 512 * 1_024;

/**
 * Starts a server that speaks the protocol of AWS Secrets Manager. There is no rotation.
 *
 * @throws {Error} when the port is taken or the data file cannot be used.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html
 */
export async function startSecrets(options: SecretsOptions): Promise<RunningService> {
  const { dataDir, now = Date.now } = options;
  const database = openDatabase(dataDir, 'secrets.db', secretsSchema);
  const context = { database, secrets: openSecretStore(database, now), versions: openVersionStore(database, now), now };
  const protocol = jsonProtocol({
    target: 'secretsmanager',
    version: '1.1',
    maxBodyBytes,
    operations: { ...secretOperations(context), ...valueOperations(context) },
    invalidInput: validationException,
  });
  return await withDatabase(database, () => startHttpService(protocol, options));
}
