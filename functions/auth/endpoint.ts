import type { Contract } from '../../shared/contract/contract.ts';
import type { AccountDeps } from '../../shared/domain/accounts/account-deps.ts';
import type { CreateTokenDeps } from '../../shared/domain/tokens/create-token.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';

/** What the endpoints of this area work with. */
export type AuthDeps = AccountDeps & CreateTokenDeps;

/** An endpoint of this area for the route with the given id. */
export type AuthEndpoint<Id extends keyof Contract> = Endpoint<Contract[Id], AuthDeps>;
