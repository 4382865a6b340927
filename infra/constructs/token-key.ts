import { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';
import type { HopperFunction } from './hopper-function.ts';

/** What every sealed token is bound to; a row that is moved to another user does not open. */
const contextKeys = ['userId', 'connectionId', 'purpose'] as const;

/** Seals the platforms' tokens: it makes and opens data keys, the tokens never travel to it. */
export class TokenKey extends Construct {
  readonly #key: Key;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      alias: resourceName(stage, 'tokens'),
      description: 'Data keys of platform tokens',
      enableKeyRotation: true,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** Grants sealing and opening, and only with the whole encryption context. */
  giveTo(fn: HopperFunction): void {
    fn.setEnvironment('TOKEN_KEY_ID', this.#key.keyId);
    fn.allow({
      actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
      resources: [this.#key.keyArn],
      conditions: {
        Null: Object.fromEntries(contextKeys.map((key) => [`kms:EncryptionContext:${key}`, 'false'])),
        'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': contextKeys },
      },
    });
  }
}
