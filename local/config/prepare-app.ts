import { join } from 'node:path';
import type { ServiceEndpoints } from '../cloud/host/service-endpoints.ts';
import { LogFile } from '../cloud/processes/log-file.ts';
import type { Shutdown } from '../cloud/processes/shutdown.ts';
import { startNodeChild } from '../cloud/processes/start-node-child.ts';
import { Deployment } from '../cloud/provision/deployment.ts';

/** Where the resources are to be created. */
export interface DeployTarget {
  readonly endpoints: ServiceEndpoints;
  readonly redisUrl: string;
  /** What a person puts into Parameter Store beside the templates, by name. */
  readonly secureParameters: Readonly<Record<string, string>>;
}

export interface PrepareOptions {
  readonly dataDir: string;
  /** Scheme and host that browsers see. */
  readonly origin: string;
  /** Whom mails come from, where the person who starts Hopper has chosen it. */
  readonly mailFrom: string | undefined;
  readonly target: Promise<DeployTarget>;
  readonly shutdown: Shutdown;
}

/**
 * Builds functions, page and templates; the resources are created when `target` is known, which may be later.
 *
 * @throws Error with the reason when something does not build or cannot be created
 */
export async function prepareApp(options: PrepareOptions): Promise<Deployment> {
  const { dataDir, origin, mailFrom, target, shutdown } = options;
  const file = join(import.meta.dirname, 'prepare-main.ts');
  const log = new LogFile(join(dataDir, 'logs', 'build.log'));
  const program = await startNodeChild({ file, options: { dataDir, origin, mailFrom }, log });
  // A start that fails elsewhere never names the target; the builder must not outlive it.
  shutdown.add(program.stop);
  try {
    return Deployment.parse(await program.request(await target));
  } finally {
    void program.stop();
  }
}
