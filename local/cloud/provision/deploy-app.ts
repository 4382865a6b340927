import type { ServiceEndpoints } from '../host/service-endpoints.ts';
import { deployAssembly } from '../template/deploy-assembly.ts';
import { readAssembly } from '../template/read-assembly.ts';
import { buildClients, destroyClients } from './clients.ts';
import { type Deployment, emptyDeployment } from './deployment.ts';
import { putSecureParameters } from './put-secure-parameters.ts';
import { buildResourceTypes } from './resource-types.ts';

export interface DeployOptions {
  /** A `cdk.out`. */
  readonly assemblyDir: string;
  readonly endpoints: ServiceEndpoints;
  readonly redisUrl: string;
  /** What a person puts into Parameter Store beside the templates, by name. */
  readonly secureParameters: Readonly<Record<string, string>>;
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
  secureParameters,
}: DeployOptions): Promise<Deployment> {
  const clients = buildClients(endpoints);
  const deployment = emptyDeployment();
  try {
    await putSecureParameters(clients.ssm, secureParameters);
    await deployAssembly(readAssembly(assemblyDir), buildResourceTypes({ clients, redisUrl }, deployment));
    return deployment;
  } finally {
    destroyClients(clients);
  }
}
