import { jsonProtocol, validationException } from '../json-service/json-protocol.ts';
import { openDatabase } from '../json-service/open-database.ts';
import { type RunningService, type ServiceOptions, startHttpService } from '../json-service/start-http-service.ts';
import { withDatabase } from '../json-service/with-database.ts';
import { deleteParameter } from './operations/delete-parameter.ts';
import { getParameter } from './operations/get-parameter.ts';
import { putParameter } from './operations/put-parameter.ts';
import { openParameterStore } from './parameter-store.ts';
import { ssmSchema } from './ssm-schema.ts';

export interface SsmOptions extends ServiceOptions {
  /** Folder for `ssm.db`, which holds the values in clear and can be read by its owner alone. */
  dataDir: string;
  /** Epoch milliseconds; the system clock when left out. */
  now?: () => number;
}

/** A value of 4 KiB with every character of it escaped as \uXXXX, and room for the rest. */
const maxBodyBytes = 64 * 1_024;

/**
 * Starts a server that speaks the protocol of Parameter Store, for standard parameters under the key of AWS. There are
 * no labels, descriptions, patterns and tags, and a parameter is named, not called by its ARN.
 *
 * @throws {Error} when the port is taken or the data file cannot be used.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/Welcome.html
 */
export async function startSsm(options: SsmOptions): Promise<RunningService> {
  const { dataDir, now = Date.now } = options;
  const database = openDatabase(dataDir, 'ssm.db', ssmSchema);
  const context = { parameters: openParameterStore(database), now };
  const protocol = jsonProtocol({
    target: 'AmazonSSM',
    version: '1.1',
    maxBodyBytes,
    operations: {
      PutParameter: putParameter(context),
      GetParameter: getParameter(context),
      DeleteParameter: deleteParameter(context),
    },
    invalidInput: validationException,
  });
  return await withDatabase(database, () => startHttpService(protocol, options));
}
