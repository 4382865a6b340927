import * as z from 'zod';
import { AwsError } from '../../json-service/aws-error.ts';
import { arn } from '../../json-service/local-account.ts';
import { operation } from '../../json-service/operation.ts';
import { fromPageToken, toPage } from '../../json-service/page.ts';
import { getKey, type KmsContext, toSeconds } from '../kms-context.ts';
import { notFound } from '../kms-error.ts';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
const aliasName = z.string().regex(/^alias\/(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/, 'an alias name begins with alias/');
const aliasInput = z.object({ AliasName: aliasName, TargetKeyId: z.string() });

const invalidMarker = (message: string) => new AwsError('InvalidMarkerException', message);

function assertAlias({ aliases }: KmsContext, name: string): void {
  if (!aliases.find(name)) throw notFound(`Alias ${arn('kms', name)}`);
}

/** Second names for keys. */
export function aliasOperations(context: KmsContext) {
  const { aliases } = context;
  return {
    CreateAlias: operation(aliasInput, ({ AliasName, TargetKeyId }) => {
      const key = getKey(context, TargetKeyId);
      if (aliases.find(AliasName)) {
        throw new AwsError('AlreadyExistsException', `An alias with the name ${arn('kms', AliasName)} already exists`);
      }
      aliases.create(AliasName, key.id);
      return {};
    }),
    UpdateAlias: operation(aliasInput, ({ AliasName, TargetKeyId }) => {
      assertAlias(context, AliasName);
      aliases.update(AliasName, getKey(context, TargetKeyId).id);
      return {};
    }),
    DeleteAlias: operation(z.object({ AliasName: aliasName }), ({ AliasName }) => {
      assertAlias(context, AliasName);
      aliases.delete(AliasName);
      return {};
    }),
    ListAliases: operation(
      z.object({
        KeyId: z.string().optional(),
        Limit: z.int().min(1).max(100).default(50),
        Marker: z.string().optional(),
      }),
      ({ KeyId, Limit, Marker }) => {
        const after = fromPageToken(Marker, invalidMarker);
        const keyId = KeyId === undefined ? undefined : getKey(context, KeyId).id;
        const matching = aliases.list().filter((alias) => alias.name > after && (keyId ?? alias.keyId) === alias.keyId);
        const page = toPage(matching, Limit, ({ name }) => name);
        const Aliases = page.items.map((alias) => ({
          AliasName: alias.name,
          AliasArn: alias.arn,
          TargetKeyId: alias.keyId,
          CreationDate: toSeconds(alias.createdAt),
          LastUpdatedDate: toSeconds(alias.updatedAt),
        }));
        return { Aliases, Truncated: page.nextToken !== undefined, NextMarker: page.nextToken };
      },
    ),
  };
}
