import * as z from 'zod';
import { AwsError } from '../../json-service/aws-error.ts';
import { inTransaction } from '../../json-service/open-database.ts';
import { operation } from '../../json-service/operation.ts';
import { fromPageToken, toPage } from '../../json-service/page.ts';
import type { Secret } from '../secret-store.ts';
import { type SecretsContext, toSeconds } from '../secrets-context.ts';
import { invalidParameter, markedForDeletion, secretExists } from '../secrets-error.ts';
import { assertOneValue, getUsable, putValue, valueShape } from './values.ts';

const dayMs = 86_400_000;
const secretName = z
  .string()
  .regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/, 'Member must satisfy the pattern [A-Za-z0-9/_+=.@-]{1,512}');
const createInput = z.object({ Name: secretName, Description: z.string().max(2_048).optional(), ...valueShape });
const deleteInput = z.object({
  SecretId: z.string(),
  RecoveryWindowInDays: z.int().min(7).max(30).optional(),
  ForceDeleteWithoutRecovery: z.boolean().default(false),
});

const invalidNextToken = (message: string) => new AwsError('InvalidNextTokenException', message);

function create(context: SecretsContext) {
  const { database, secrets, versions } = context;
  return operation(createInput, ({ Name, Description, ...input }) => {
    const empty = input.SecretString === undefined && input.SecretBinary === undefined;
    if (!empty) assertOneValue(input);
    const present = secrets.find(Name);
    if (present?.deletionAt) throw markedForDeletion();
    const repeated = present && input.ClientRequestToken && versions.find(present, input.ClientRequestToken);
    if (present && !repeated) throw secretExists(`The operation failed because the secret ${Name} already exists.`);
    return inTransaction(database, () => {
      const secret = present ?? secrets.create(Name, Description);
      const VersionId = empty ? undefined : putValue(context, secret, input);
      return { ARN: secret.arn, Name, VersionId };
    });
  });
}

function describe({ versions }: SecretsContext, secret: Secret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    CreatedDate: toSeconds(secret.createdAt),
    LastChangedDate: toSeconds(secret.changedAt),
    DeletedDate: secret.deletionAt === null ? undefined : toSeconds(secret.deletionAt),
    VersionIdsToStages: Object.fromEntries(versions.list(secret).map(({ id, stages }) => [id, stages])),
  };
}

/** Making, describing, listing and deleting secrets. */
export function secretOperations(context: SecretsContext) {
  const { secrets, now } = context;
  return {
    CreateSecret: create(context),
    DescribeSecret: operation(z.object({ SecretId: z.string() }), ({ SecretId }) =>
      describe(context, secrets.get(SecretId)),
    ),
    ListSecrets: operation(
      z.object({ MaxResults: z.int().min(1).max(100).default(100), NextToken: z.string().optional() }),
      ({ MaxResults, NextToken }) => {
        const found = secrets.list(fromPageToken(NextToken, invalidNextToken), MaxResults + 1);
        const page = toPage(found, MaxResults, ({ name }) => name);
        const SecretList = page.items.map((secret) => {
          const { VersionIdsToStages, ...rest } = describe(context, secret);
          return { ...rest, SecretVersionsToStages: VersionIdsToStages };
        });
        return { SecretList, NextToken: page.nextToken };
      },
    ),
    DeleteSecret: operation(deleteInput, ({ SecretId, RecoveryWindowInDays, ForceDeleteWithoutRecovery }) => {
      if (ForceDeleteWithoutRecovery && RecoveryWindowInDays !== undefined) {
        throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
      }
      const secret = ForceDeleteWithoutRecovery ? secrets.get(SecretId) : getUsable(context, SecretId);
      const at = ForceDeleteWithoutRecovery ? now() : now() + (RecoveryWindowInDays ?? 30) * dayMs;
      if (ForceDeleteWithoutRecovery) secrets.delete(secret);
      else secrets.setDeletion(secret, at);
      return { ARN: secret.arn, Name: secret.name, DeletionDate: toSeconds(at) };
    }),
    RestoreSecret: operation(z.object({ SecretId: z.string() }), ({ SecretId }) => {
      const secret = secrets.get(SecretId);
      secrets.setDeletion(secret, null);
      return { ARN: secret.arn, Name: secret.name };
    }),
  };
}
