import type { Contract } from '../../shared/contract/contract.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import type { Deps } from './deps.ts';

/** An endpoint of this area for the route with the given id. @typeParam Needs what it uses of the area's surroundings */
export type DriveEndpoint<Id extends keyof Contract, Needs = Deps> = Endpoint<Contract[Id], Needs>;
