import * as z from 'zod';

const Hint = z.object({ receiptId: z.string().min(1) });

/** Reads a message of the queue of removals. @throws ZodError or SyntaxError for one that is no hint: it ends in the dead-letter queue */
export function parseRemovalHint({ body }: { readonly body: string }): string {
  return Hint.parse(JSON.parse(body)).receiptId;
}
