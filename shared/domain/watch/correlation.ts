import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string | undefined>();

/**
 * Does something as a part of what one request has set off: rows, messages and log lines name that request. It is the one
 * thing that is not passed as an argument, because it decides nothing and everything on the way would have to carry it.
 * @param correlationId the API's id of the request that gave the order; undefined = whatever is known already
 */
export function withCorrelation<T>(correlationId: string | undefined, run: () => T): T {
  return current.run(correlationId ?? current.getStore(), run);
}

/** The request behind what is being done now, in the form in which rows, messages and log lines name it. */
export function correlation(): { readonly correlationId?: string } {
  const correlationId = current.getStore();
  return correlationId === undefined ? {} : { correlationId };
}
