import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';
import type { HopperFunction } from './hopper-function.ts';

/** What every sealed token is bound to; a row that is moved to another user does not open. */
const contextKeys = ['userId', 'connectionId', 'purpose'] as const;

const withWholeContext = {
  Null: Object.fromEntries(contextKeys.map((key) => [`kms:EncryptionContext:${key}`, 'false'])),
  'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': contextKeys },
  StringEquals: { 'kms:EncryptionContext:purpose': 'oauth-tokens' },
};

/** What somebody needs who looks after a key. To use it is not among it, nor is to give it to somebody by a grant. */
const administration = [
  'CancelKeyDeletion',
  'CreateAlias',
  'DeleteAlias',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListAliases',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'RevokeGrant',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
];

/** Seals the platforms' tokens: it makes and opens data keys, the tokens never travel to it. */
export class TokenKey extends Construct {
  readonly #key: Key;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      alias: resourceName(stage, 'tokens'),
      description: 'Data keys of platform tokens',
      enableKeyRotation: true,
      policy: buildKeyPolicy(),
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** Grants sealing and opening, and only with the whole encryption context. */
  giveTo(fn: HopperFunction): void {
    fn.setEnvironment('TOKEN_KEY_ID', this.#key.keyId);
    fn.allow({
      actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
      resources: [this.#key.keyArn],
      conditions: withWholeContext,
    });
  }
}

/**
 * Roles of the account may be allowed to use the key, but even an administrator whose role allows everything only with the
 * whole encryption context: the key's own policy has to allow it too.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
function buildKeyPolicy(): PolicyDocument {
  const forAccount = (actions: readonly string[], conditions = {}) =>
    new PolicyStatement({
      principals: [new AccountRootPrincipal()],
      actions: actions.map((action) => `kms:${action}`),
      resources: ['*'],
      conditions,
    });
  return new PolicyDocument({
    statements: [forAccount(administration), forAccount(['GenerateDataKey', 'Decrypt'], withWholeContext)],
  });
}
