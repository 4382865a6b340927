import type { ServiceEndpoints } from '../host/service-endpoints.ts';
import { deployAssembly } from '../template/deploy-assembly.ts';
import { readAssembly } from '../template/read-assembly.ts';
import { buildClients, destroyClients } from './clients.ts';
import { type Deployment, emptyDeployment } from './deployment.ts';
import { buildResourceTypes } from './resource-types.ts';

export interface DeployOptions {
  /** A `cdk.out`. */
  readonly assemblyDir: string;
  readonly endpoints: ServiceEndpoints;
  readonly redisUrl: string;
  /** Values of secrets by their name; they go before those of the template. */
  readonly secretValues: ReadonlyMap<string, string>;
}

/**
 * Creates the resources of a synthesized CDK app in the local services, or brings them up to date.
 *
 * @returns what is left to run: functions, event sources, APIs
 * @throws DeployError with one line when the templates cannot be carried out
 */
export async function deployApp({
  assemblyDir,
  endpoints,
  redisUrl,
  secretValues,
}: DeployOptions): Promise<Deployment> {
  const clients = buildClients(endpoints);
  const deployment = emptyDeployment();
  try {
    await deployAssembly(
      readAssembly(assemblyDir),
      buildResourceTypes({ clients, redisUrl, secretValues }, deployment),
    );
    return deployment;
  } finally {
    destroyClients(clients);
  }
}
