import type { Contract } from '../../shared/contract/contract.ts';
import type { CloseAccountDeps } from '../../shared/domain/accounts/close-account.ts';
import type { CreateTokenDeps } from '../../shared/domain/tokens/create-token.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';

/** What the endpoints of this area work with. */
export type AuthDeps = CloseAccountDeps & CreateTokenDeps;

/** An endpoint of this area for the route with the given id. */
export type AuthEndpoint<Id extends keyof Contract> = Endpoint<Contract[Id], AuthDeps>;
