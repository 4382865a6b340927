/** A step did not come to its end; `cause` is what the platform's code threw. Errors of our own table are not this. */
export class StepFailedError extends Error {
  constructor(cause: unknown) {
    super('The step failed.', { cause });
    this.name = 'StepFailedError';
  }
}
