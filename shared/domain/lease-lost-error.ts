/** Another worker, or a user, has it now: stop without a further word to anybody. */
export class LeaseLostError extends Error {
  /** @param what for example `post 01J…` */
  constructor(what: string) {
    super(`The lease of ${what} was lost.`);
    this.name = 'LeaseLostError';
  }
}
