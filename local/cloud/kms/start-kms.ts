import { jsonProtocol, validationException } from '../json-service/json-protocol.ts';
import { openDatabase } from '../json-service/open-database.ts';
import { type RunningService, type ServiceOptions, startHttpService } from '../json-service/start-http-service.ts';
import { withDatabase } from '../json-service/with-database.ts';
import { openAliasStore } from './alias-store.ts';
import { openKeyStore } from './key-store.ts';
import { kmsSchema } from './kms-schema.ts';
import { aliasOperations } from './operations/aliases.ts';
import { cryptOperations } from './operations/crypt.ts';
import { dataKeyOperations } from './operations/data-keys.ts';
import { keyOperations } from './operations/keys.ts';
import { lifecycleOperations } from './operations/lifecycle.ts';
import { rotationOperations } from './operations/rotation.ts';

export interface KmsOptions extends ServiceOptions {
  /** Folder for `kms.db`, which holds the key material and can be read by its owner alone. */
  dataDir: string;
  /** Epoch milliseconds; the system clock when left out. */
  now?: () => number;
}

const maxBodyBytes = 64 * 1_024;

/**
 * Starts a server that speaks the protocol of AWS KMS for symmetric encryption keys. Everybody may use every key: there
 * are no key policies and no grants.
 *
 * @throws {Error} when the port is taken or the data file cannot be used.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html
 */
export async function startKms(options: KmsOptions): Promise<RunningService> {
  const { dataDir, now = Date.now } = options;
  const database = openDatabase(dataDir, 'kms.db', kmsSchema);
  const context = { keys: openKeyStore(database, now), aliases: openAliasStore(database, now), now };
  const operations = {
    ...keyOperations(context),
    ...aliasOperations(context),
    ...cryptOperations(context),
    ...dataKeyOperations(context),
    ...rotationOperations(context),
    ...lifecycleOperations(context),
  };
  const protocol = jsonProtocol({
    target: 'TrentService',
    version: '1.1',
    maxBodyBytes,
    operations,
    invalidInput: validationException,
  });
  return await withDatabase(database, () => startHttpService(protocol, options));
}
