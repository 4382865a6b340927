import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { correlation } from '../../domain/watch/correlation.ts';

/** Hands an event to a function, without waiting for what becomes of it. The event names the request that it is for. */
export type InvokeLater = (event: object) => Promise<void>;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html */
export function createInvokeLater(functionName: string): InvokeLater {
  const client = new LambdaClient({});
  return async (event) => {
    await client.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: 'Event',
        Payload: JSON.stringify({ ...event, ...correlation() }),
      }),
    );
  };
}
