import * as z from 'zod';
import { type OperationTable, operation } from '../../json-service/operation.ts';
import type { SesContext } from '../ses-context.ts';
import { notFound } from '../ses-error.ts';

const Put = z.object({ EmailAddress: z.email(), Reason: z.enum(['BOUNCE', 'COMPLAINT']) });
const Named = z.object({ name: z.string().min(1) });

/** @see https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html */
export function suppressionOperations({ suppressions, now }: SesContext): OperationTable {
  return {
    PutSuppressedDestination: operation(Put, ({ EmailAddress, Reason }) => {
      suppressions.put(EmailAddress, Reason, now());
      return {};
    }),
    GetSuppressedDestination: operation(Named, ({ name }) => {
      const found = suppressions.find(name);
      if (!found) throw notFound('The address');
      const { reason, addedAt } = found;
      return { SuppressedDestination: { EmailAddress: name, Reason: reason, LastUpdateTime: addedAt / 1000 } };
    }),
    DeleteSuppressedDestination: operation(Named, ({ name }) => {
      if (!suppressions.remove(name)) throw notFound('The address');
      return {};
    }),
  };
}
