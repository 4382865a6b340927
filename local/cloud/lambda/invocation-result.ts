/** How one invocation ended. */
export interface InvocationResult {
  readonly requestId: string;
  /** What the handler returned as JSON text, or the error object when `functionError` is set. */
  readonly payload: string;
  /** Set when the function threw, timed out, crashed or could not start. */
  readonly functionError?: 'Unhandled';
}

/** Result of an invocation that Lambda itself ends, in the words of Lambda. */
export function failedResult(requestId: string, errorType: string, message: string): InvocationResult {
  const errorMessage = `RequestId: ${requestId} Error: ${message}`;
  return { requestId, payload: JSON.stringify({ errorType, errorMessage }), functionError: 'Unhandled' };
}
