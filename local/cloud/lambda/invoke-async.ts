import type { LambdaService } from './lambda-service.ts';

/** Lambda tries a failed asynchronous event twice more, after one and after two minutes. */
const retryDelaysMs = [60_000, 120_000] as const;

/**
 * Hands an event to a function without waiting for the result. What is still to be tried again is lost when the host
 * ends; AWS would keep it.
 *
 * @throws InvokeError when there is no such function
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function invokeAsync(lambda: LambdaService, target: string, payload: string): void {
  lambda.assertExists(target);
  const attempt = async (retries: readonly number[]): Promise<void> => {
    const { functionError } = await lambda.invoke(target, payload);
    const [delayMs, ...later] = retries;
    if (functionError && delayMs !== undefined) setTimeout(() => void attempt(later), delayMs).unref();
  };
  void attempt(retryDelaysMs).catch(() => undefined);
}
