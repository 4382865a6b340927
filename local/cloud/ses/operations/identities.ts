import * as z from 'zod';
import { type OperationTable, operation } from '../../json-service/operation.ts';
import type { SesContext } from '../ses-context.ts';
import { alreadyExists, notFound } from '../ses-error.ts';

const Create = z.object({ EmailIdentity: z.string().min(1) });
const Named = z.object({ name: z.string().min(1) });

/** Identities and configuration sets: what a template makes before anything can be sent. */
export function identityOperations({ identities, database, now }: SesContext): OperationTable {
  const insertSet = database.prepare('INSERT OR IGNORE INTO configuration_sets (name) VALUES (?)');
  const describe = (name: string) => ({
    IdentityType: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    VerifiedForSendingStatus: true,
  });
  return {
    CreateEmailIdentity: operation(Create, ({ EmailIdentity }) => {
      if (!identities.add(EmailIdentity, now())) throw alreadyExists(`Email identity ${EmailIdentity}`);
      return describe(EmailIdentity);
    }),
    GetEmailIdentity: operation(Named, ({ name }) => {
      if (!identities.has(name)) throw notFound(`Email identity ${name}`);
      return { ...describe(name), VerificationStatus: 'SUCCESS' };
    }),
    DeleteEmailIdentity: operation(Named, ({ name }) => {
      if (!identities.remove(name)) throw notFound(`Email identity ${name}`);
      return {};
    }),
    CreateConfigurationSet: operation(z.object({ ConfigurationSetName: z.string().min(1) }), (input) => {
      if (insertSet.run(input.ConfigurationSetName).changes === 0) throw alreadyExists('The configuration set');
      return {};
    }),
  };
}
