import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { operation } from '../../json-service/operation.ts';
import type { Secret } from '../secret-store.ts';
import { type SecretsContext, toSeconds } from '../secrets-context.ts';
import { invalidParameter, markedForDeletion, secretExists, valueNotFound } from '../secrets-error.ts';

/** @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const maxValueBytes = 65_536;
const currentStage = 'AWSCURRENT';

/** The members that carry a value. */
export const valueShape = {
  SecretString: z
    .string()
    .refine((text) => Buffer.byteLength(text) <= maxValueBytes, `Member must have at most ${maxValueBytes} bytes`)
    .optional(),
  SecretBinary: z
    .base64()
    .refine(
      (text) => Buffer.byteLength(text, 'base64') <= maxValueBytes,
      `Member must have at most ${maxValueBytes} bytes`,
    )
    .optional(),
  ClientRequestToken: z.string().min(32).max(64).optional(),
};
type ValueInput = z.output<z.ZodObject<typeof valueShape>>;

/** The secret, unless it is unknown or marked for deletion. */
export function getUsable({ secrets }: SecretsContext, id: string): Secret {
  const secret = secrets.get(id);
  if (secret.deletionAt !== null) throw markedForDeletion();
  return secret;
}

/**
 * Stores a value as the current one; the same request again changes nothing.
 *
 * @returns the id of the version.
 * @throws {AwsError} `ResourceExistsException` when the request token stands for another value.
 */
export function putValue({ versions }: SecretsContext, secret: Secret, input: ValueInput): string {
  const { SecretString: text, SecretBinary: binary, ClientRequestToken: versionId = randomUUID() } = input;
  const present = versions.find(secret, versionId);
  if (present && (present.text !== text || present.binary !== binary)) {
    throw secretExists('You can’t change a version that already exists: the request token was used for another value.');
  }
  if (!present) versions.put(secret, { versionId, text, binary });
  return versionId;
}

/** Throws unless there is exactly one kind of value. */
export function assertOneValue({ SecretString, SecretBinary }: ValueInput): void {
  if ((SecretString === undefined) === (SecretBinary === undefined)) {
    throw invalidParameter('You must provide either SecretString or SecretBinary.');
  }
}

/** Reading and replacing the value of a secret. */
export function valueOperations(context: SecretsContext) {
  const { versions } = context;
  return {
    PutSecretValue: operation(z.object({ SecretId: z.string(), ...valueShape }), ({ SecretId, ...input }) => {
      assertOneValue(input);
      const secret = getUsable(context, SecretId);
      const VersionId = putValue(context, secret, input);
      return { ARN: secret.arn, Name: secret.name, VersionId, VersionStages: versions.find(secret, VersionId)?.stages };
    }),
    GetSecretValue: operation(
      z.object({ SecretId: z.string(), VersionId: z.string().optional(), VersionStage: z.string().optional() }),
      ({ SecretId, VersionId, VersionStage }) => {
        const secret = getUsable(context, SecretId);
        const stage = VersionStage ?? currentStage;
        const version = VersionId === undefined ? versions.findStage(secret, stage) : versions.find(secret, VersionId);
        const fits = version && (VersionStage === undefined || version.stages.includes(VersionStage));
        if (!fits) throw valueNotFound(VersionId === undefined ? `staging label: ${stage}` : `VersionId: ${VersionId}`);
        return {
          ARN: secret.arn,
          Name: secret.name,
          VersionId: version.id,
          SecretString: version.text,
          SecretBinary: version.binary,
          VersionStages: version.stages,
          CreatedDate: toSeconds(version.createdAt),
        };
      },
    ),
  };
}
