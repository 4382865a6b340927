import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { localCredentials } from '../host/local-credentials.ts';
import { findSecret } from '../iam/access-key.ts';
import { localRegion } from '../json-service/local-account.ts';
import { openDatabase } from '../json-service/open-database.ts';
import { type RunningService, type ServiceOptions, startHttpService } from '../json-service/start-http-service.ts';
import { withDatabase } from '../json-service/with-database.ts';
import { verifySigV4 } from '../sigv4/verify-sigv4.ts';
import { openIdentities } from './identities.ts';
import { type MailBox, openMailBox } from './mail-box.ts';
import { identityOperations } from './operations/identities.ts';
import { sendOperations } from './operations/send.ts';
import { suppressionOperations } from './operations/suppression.ts';
import { restProtocol } from './rest-protocol.ts';
import { sesSchema } from './ses-schema.ts';
import { openSuppressions } from './suppressions.ts';

export interface SesOptions extends ServiceOptions {
  /** Folder for `ses.db`, which holds every mail. */
  dataDir: string;
  /** Epoch milliseconds; the system clock when left out. */
  now?: () => number;
}

export interface RunningSes extends RunningService {
  /** What was sent: nothing leaves this machine. */
  readonly mails: Omit<MailBox, 'add'>;
}

/**
 * Starts a server that speaks version 2 of the protocol of SES and keeps what it is given.
 *
 * @throws {Error} when the port is taken or the data file cannot be used.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/Welcome.html
 */
export async function startSes(options: SesOptions): Promise<RunningSes> {
  const { dataDir, now = Date.now } = options;
  const database = openDatabase(dataDir, 'ses.db', sesSchema);
  const mails = openMailBox(database);
  const context = {
    database,
    identities: openIdentities(database),
    suppressions: openSuppressions(database),
    mails,
    now,
  };
  const operations = { ...identityOperations(context), ...suppressionOperations(context), ...sendOperations(context) };
  const authorize = (request: IncomingMessage, body: Buffer) => findRefusal(request, body, now());
  const service = await withDatabase(database, () =>
    startHttpService(restProtocol(operations), { ...options, authorize }),
  );
  return { ...service, mails };
}

/** Anybody on this machine could send in somebody's name otherwise. */
function findRefusal({ method = '', url = '', headers }: IncomingMessage, body: Buffer, now: number) {
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  const request = { method, url, headers, service: 'ses', bodySha256 };
  const result = verifySigV4(request, { ...localCredentials, findSecret, region: localRegion }, now);
  return result.ok ? undefined : result.message;
}
