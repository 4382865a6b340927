import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { startExpirySweeper } from '../dynamo/expiry-sweeper.ts';
import { startEventSources } from '../event-sources/event-sources.ts';
import { HttpApi } from '../http-api/http-api.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import { buildClients, destroyClients } from '../provision/clients.ts';
import { Deployment } from '../provision/deployment.ts';
import { buildResourceTypes, type ProvisionOptions } from '../provision/resource-types.ts';
import { deployAssembly } from '../template/deploy-assembly.ts';
import { readAssembly } from '../template/read-assembly.ts';
import type { ServiceEndpoints } from './service-endpoints.ts';

export interface HostOptions extends Omit<ProvisionOptions, 'clients'> {
  readonly assemblyDir: string;
  readonly endpoints: ServiceEndpoints;
  readonly lambda: LambdaService;
  report(line: string): void;
}

/** A deployed app that runs. */
export interface Host {
  /** Answers a request to the app's HTTP API. */
  handle(message: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Stops what calls the functions by itself. The functions are the owner's to stop. */
  stop(): Promise<void>;
}

/**
 * Runs a synthesized CDK app: creates its resources in the local services, registers its functions, opens its HTTP API
 * and starts its event sources.
 *
 * @throws DeployError with one line when the templates cannot be carried out
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { assemblyDir, endpoints, lambda, report } = options;
  const clients = buildClients(endpoints);
  const deployment = new Deployment();
  await deployAssembly(readAssembly(assemblyDir), buildResourceTypes({ ...options, clients }, deployment));
  for (const definition of deployment.functions) lambda.add(definition);
  const [model] = deployment.httpApis;
  if (!model) throw new Error(`${join(assemblyDir, 'manifest.json')} declares no HTTP API.`);
  const api = new HttpApi(model, (arn, payload, signal) => lambda.invoke(arn, payload, signal));
  const invoke = (name: string, payload: string) => lambda.invoke(name, payload);
  const sources = startEventSources(deployment.eventSources, { client: clients.sqs, invoke, report });
  const sweeper = startExpirySweeper(clients.dynamodb, deployment.expiringTables, report);
  return {
    handle: (message, response) => api.handle(message, response),
    stop: async () => {
      sweeper.stop();
      await sources.stop();
      destroyClients(clients);
    },
  };
}
