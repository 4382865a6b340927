import * as z from 'zod';
import { EventSourceMapping } from '../event-sources/event-source-mapping.ts';
import { EventRule } from '../events/event-rule.ts';
import { HttpApiModel } from '../http-api/http-api-model.ts';
import { emptyPermissions, Permissions } from '../iam/permissions.ts';
import { AsyncInvoke } from '../lambda/async-invoke.ts';
import { FunctionDefinition } from '../lambda/function-definition.ts';

/** A table from which expired items are to be deleted. */
export const ExpiringTable = z.object({
  tableName: z.string(),
  /** Attribute with the expiry in epoch seconds. */
  attribute: z.string(),
  keyNames: z.array(z.string()),
});
export type ExpiringTable = Readonly<z.infer<typeof ExpiringTable>>;

/** What the stacks declare and the host itself carries out: collected while their resources are created. */
export const Deployment = z.object({
  functions: z.array(FunctionDefinition),
  eventSources: z.array(EventSourceMapping),
  eventRules: z.array(EventRule),
  asyncInvokes: z.array(AsyncInvoke),
  expiringTables: z.array(ExpiringTable),
  httpApis: z.array(HttpApiModel),
  permissions: Permissions,
});
export type Deployment = z.infer<typeof Deployment>;

export function emptyDeployment(): Deployment {
  return {
    functions: [],
    eventSources: [],
    eventRules: [],
    asyncInvokes: [],
    expiringTables: [],
    httpApis: [],
    permissions: emptyPermissions(),
  };
}

/** The model of an API, made when it is asked for: the parts of an API are resources of their own, in any order. */
export function httpApiOf({ httpApis }: Deployment, apiId: string): HttpApiModel {
  const known = httpApis.find((api) => api.apiId === apiId);
  if (known) return known;
  const model: HttpApiModel = { apiId, routes: [], integrations: {}, authorizers: {} };
  httpApis.push(model);
  return model;
}
