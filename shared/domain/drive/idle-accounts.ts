/** A Drive account that may not be needed any more. */
export interface IdleAccount {
  readonly ownerId: string;
  readonly connectionId: string;
}

/** Asks somebody who may open tokens to give an account up unless it is needed. Like every hint it may be lost, doubled or late. */
export interface IdleAccountQueue {
  ask(account: IdleAccount): Promise<void>;
}
