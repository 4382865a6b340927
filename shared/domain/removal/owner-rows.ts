/** Whose rows are meant, and the address that mails of theirs may stand under. */
export interface RowsOwner {
  readonly ownerId: string;
  readonly email: string;
  /** Epoch ms. What was ordered for the address later is another account's, which may have it by now. */
  readonly askedAt: number;
}

/** Everything that the table keeps of an owner, wherever it stands. */
export interface OwnerRows {
  /** How many things of each kind there are, as their owner would count them. */
  count(ownerId: string): Promise<Record<string, number>>;
  /** Removes some rows, with what they lead to first. @returns how many; 0 when there is none left */
  removeSome(owner: RowsOwner): Promise<number>;
  /** Removes a Drive account, needed or not. */
  removeDriveAccount(ownerId: string, connectionId: string): Promise<void>;
}
