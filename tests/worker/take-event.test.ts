import { expect, it } from '@jest/globals';
import * as z from 'zod';
import { correlation } from '../../shared/domain/watch/correlation.ts';
import { takeEvent } from '../../shared/worker/take-event.ts';

// What Lambda's context has beside that is of no interest here.
const context = { getRemainingTimeInMillis: () => 60_000 } as never;
const Hint = z.object({ id: z.string() });
const silent = { error: () => undefined };

it('hands over what the event says, in the name of the request that it is for', async () => {
  const seen: unknown[] = [];
  const handler = takeEvent(Hint, async ({ id }, { getRemainingTimeInMillis }) => {
    seen.push({ id, left: getRemainingTimeInMillis(), ...correlation() });
  });
  await handler({ id: 'a', correlationId: 'request' }, context);
  await handler({ id: 'b' }, context);
  expect(seen).toEqual([
    { id: 'a', left: 60_000, correlationId: 'request' },
    { id: 'b', left: 60_000 },
  ]);
});

it.each([['nothing'], [{}], [{ id: 1 }], [null]])('fails on %j, as Lambda must know', async (event) => {
  const handler = takeEvent(Hint, async () => undefined, silent);
  await expect(handler(event, context)).rejects.toThrow();
});

it('fails when it cannot be handled, and says so in the log with the request', async () => {
  const said: unknown[] = [];
  const log = { error: (message: string) => void said.push([message, correlation().correlationId]) };
  const handler = takeEvent(Hint, () => Promise.reject(new Error('the table is away')), log);
  await expect(handler({ id: 'a', correlationId: 'request' }, context)).rejects.toThrow('the table is away');
  expect(said).toEqual([['event failed', 'request']]);
});
