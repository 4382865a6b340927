import type { Contract } from '../../shared/contract/contract.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import type { Deps } from './deps.ts';

/** An endpoint of this area for the route with the given id. */
export type AccountEndpoint<Id extends keyof Contract> = Endpoint<Contract[Id], Deps>;
