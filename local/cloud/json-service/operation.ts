import type * as z from 'zod';

/** What an operation may know about its call besides the input. */
export interface CallContext {
  /** Aborted when the caller hangs up or the server closes: whatever waits must then come to an end. */
  signal: AbortSignal;
  /** Address that the caller reached, without a trailing slash. */
  baseUrl: string;
}

/** One operation of a service: takes the parsed JSON as it came, answers what is to be sent as JSON. */
export type Operation = (input: unknown, call: CallContext) => object | Promise<object>;

/** Operations by the name that the wire protocol uses. */
export type OperationTable = Readonly<Record<string, Operation>>;

/** The input does not have the shape of the operation; each service answers it with its own error name. */
export class InvalidInput extends Error {
  /** True when a required member is not there at all. */
  readonly missing: boolean;
  readonly member: string;

  constructor(member: string, reason: string, missing: boolean) {
    super(`1 validation error detected: Value at '${member}' failed to satisfy constraint: ${reason}`);
    this.name = 'InvalidInput';
    this.member = member;
    this.missing = missing;
  }
}

function toInvalidInput(error: z.ZodError): InvalidInput {
  const [issue] = error.issues;
  const missing = issue?.code === 'invalid_type' && issue.input === undefined;
  return new InvalidInput(issue?.path.join('.') ?? '', issue?.message ?? 'Invalid input', missing);
}

/**
 * Makes an operation from the schema of its input and the function that does the work.
 *
 * @throws {InvalidInput} when the input does not fit the schema.
 */
export function operation<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>, call: CallContext) => object | Promise<object>,
): Operation {
  return (input, call) => {
    const parsed = schema.safeParse(input, { reportInput: true });
    if (!parsed.success) throw toInvalidInput(parsed.error);
    return run(parsed.data, call);
  };
}
