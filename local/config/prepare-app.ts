import { join } from 'node:path';
import type { ServiceEndpoints } from '../cloud/host/service-endpoints.ts';
import { LogFile } from '../cloud/processes/log-file.ts';
import { startNodeChild } from '../cloud/processes/start-node-child.ts';
import { Deployment } from '../cloud/provision/deployment.ts';

/** Where the resources are to be created. */
export interface DeployTarget {
  readonly endpoints: ServiceEndpoints;
  readonly redisUrl: string;
  readonly secretValues: Readonly<Record<string, string>>;
}

/**
 * Builds functions, page and templates; the resources are created when `target` is known, which may be later.
 *
 * @param origin scheme and host that browsers see
 * @throws Error with the reason when something does not build or cannot be created
 */
export async function prepareApp(dataDir: string, origin: string, target: Promise<DeployTarget>): Promise<Deployment> {
  const file = join(import.meta.dirname, 'prepare-main.ts');
  const log = new LogFile(join(dataDir, 'logs', 'build.log'));
  const program = await startNodeChild({ file, options: { dataDir, origin }, log });
  try {
    return Deployment.parse(await program.request(await target));
  } finally {
    void program.stop();
  }
}
