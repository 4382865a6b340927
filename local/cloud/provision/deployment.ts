import type { EventSourceMapping } from '../event-sources/event-source-mapping.ts';
import type { HttpApiModel } from '../http-api/http-api-model.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';

/** A table from which expired items are to be deleted. */
export interface ExpiringTable {
  readonly tableName: string;
  /** Attribute with the expiry in epoch seconds. */
  readonly attribute: string;
  readonly keyNames: readonly string[];
}

/** What the stacks declare and the host itself carries out: collected while their resources are created. */
export class Deployment {
  readonly functions: FunctionDefinition[] = [];
  readonly eventSources: EventSourceMapping[] = [];
  readonly expiringTables: ExpiringTable[] = [];
  readonly #httpApis = new Map<string, HttpApiModel>();

  get httpApis(): readonly HttpApiModel[] {
    return [...this.#httpApis.values()];
  }

  /** The model of an API; its parts come as resources of their own, in any order. */
  httpApi(apiId: string): HttpApiModel {
    const model = this.#httpApis.get(apiId) ?? { apiId, routes: [], integrations: new Map(), authorizers: new Map() };
    this.#httpApis.set(apiId, model);
    return model;
  }
}
