/**
 * Largest event and largest result of a synchronous invocation.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const maxPayloadBytes = 6_291_556;

/** How long a new environment may take until it asks for its first event. */
export const initSeconds = 10;
