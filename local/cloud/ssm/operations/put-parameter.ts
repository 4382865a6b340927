import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../json-service/aws-error.ts';
import { type Operation, operation } from '../../json-service/operation.ts';
import { parameterTypes } from '../parameter-store.ts';
import type { SsmContext } from '../ssm-context.ts';
import { otherType, parameterExists, tooManyLevels, unknownKey } from '../ssm-error.ts';

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const maxValueBytes = 4_096;
const maxLevels = 15;
const defaultKey = 'alias/aws/ssm';

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
const name = z
  .string()
  .regex(/^(\/[\w.-]+)+$|^[\w.-]+$/, 'Parameter name must be a fully qualified name of letters, digits and _.-')
  .refine((text) => !/^\/?(aws|ssm)/i.test(text), 'Parameter name: can\'t be prefixed with "aws" or "ssm"');
const input = z.object({
  Name: name,
  Value: z
    .string()
    .min(1)
    .refine(
      (text) => Buffer.byteLength(text) <= maxValueBytes,
      `Standard tier parameters support a maximum parameter value of ${maxValueBytes} characters`,
    ),
  Type: z.enum(parameterTypes).optional(),
  KeyId: z.string().optional(),
  Overwrite: z.boolean().default(false),
  Tier: z.enum(['Standard', 'Intelligent-Tiering']).optional(),
});

/**
 * Stores a value as the newest version.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export function putParameter({ parameters, now }: SsmContext): Operation {
  return operation(input, ({ Name, Value, Type, KeyId, Overwrite }) => {
    const present = parameters.find(Name);
    if (present && !Overwrite) throw parameterExists();
    const type = Type ?? present?.type;
    if (!type) throw invalid('A parameter type is required when you create a parameter.');
    if (present && present.type !== type) throw otherType();
    if (Name.split('/').length - 1 > maxLevels) throw tooManyLevels();
    assertKey(KeyId, type);
    const version = (present?.version ?? 0) + 1;
    const sealed = type === 'SecureString' ? randomBytes(64).toString('base64') : null;
    parameters.add({ name: Name, version, type, value: Value, sealed, changedAt: now() });
    return { Version: version, Tier: 'Standard' };
  });
}

function assertKey(keyId: string | undefined, type: (typeof parameterTypes)[number]): void {
  if (keyId === undefined) return;
  if (type !== 'SecureString') throw invalid('KeyId is required for SecureString type parameter only.');
  if (keyId !== defaultKey) throw unknownKey(keyId);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
