import type { IncomingMessage, ServerResponse } from 'node:http';
import { startExpirySweeper } from '../dynamo/expiry-sweeper.ts';
import { startEventSources } from '../event-sources/event-sources.ts';
import { HttpApi } from '../http-api/http-api.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Deployment } from '../provision/deployment.ts';
import type { ServiceEndpoints } from './service-endpoints.ts';

export interface HostOptions {
  readonly deployment: Deployment;
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
 * Runs a deployed app: registers its functions, opens its HTTP API and starts its event sources.
 *
 * @throws Error when the app has no HTTP API
 */
export function startHost({ deployment, endpoints, lambda, report }: HostOptions): Host {
  const [model] = deployment.httpApis;
  if (!model) throw new Error('The app declares no HTTP API.');
  for (const definition of deployment.functions) lambda.add(definition);
  const api = new HttpApi(model, (arn, payload, signal) => lambda.invoke(arn, payload, signal));
  const invoke = (name: string, payload: string) => lambda.invoke(name, payload);
  const sources = startEventSources(deployment.eventSources, { sqsUrl: endpoints.sqs, invoke, report });
  const sweeper = startExpirySweeper(endpoints.dynamodb, deployment.expiringTables, report);
  return {
    handle: (message, response) => api.handle(message, response),
    stop: async () => {
      sweeper.stop();
      await sources.stop();
    },
  };
}
