import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** What the services say about a function that wants to invoke another one. */
export const Admission = z.object({
  /** Why it may not. */
  refusal: z.string().optional(),
  /** What is to go wrong with this call. */
  fault: z
    .object({
      delayMs: z.number().optional(),
      status: z.number().optional(),
      afterEffect: z.boolean().optional(),
      dropConnection: z.enum(['before', 'after']).optional(),
      isLost: z.boolean().optional(),
    })
    .optional(),
});
export type Admission = z.infer<typeof Admission>;

/** How a call ends that a fault has struck. */
export type FaultyEnd = 'dropped' | { readonly status: number };

/** Carries a call out, or not, as a fault wants it. @returns how it ends where it ends otherwise */
export async function callWithFault<Result>(
  { fault = {} }: Admission,
  run: () => Promise<Result>,
): Promise<{ readonly result: Result } | { readonly end: FaultyEnd | 'lost' }> {
  const { delayMs, status, afterEffect, dropConnection, isLost } = fault;
  if (delayMs) await sleep(delayMs, undefined, { ref: false });
  if (dropConnection === 'before') return { end: 'dropped' };
  if (status !== undefined && !afterEffect) return { end: { status } };
  if (isLost) return { end: 'lost' };
  const result = await run();
  if (dropConnection === 'after') return { end: 'dropped' };
  return status === undefined ? { result } : { end: { status } };
}
