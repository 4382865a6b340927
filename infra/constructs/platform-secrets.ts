import { RemovalPolicy, SecretValue, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { resourceName, type Stage } from '../stages.ts';
import type { HopperFunction } from './hopper-function.ts';

/** Client ids and secrets at the platforms: `{ "google": { "clientId": "…", "clientSecret": "…" } }`. */
export class PlatformSecrets extends Construct {
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.#secret = new Secret(this, 'Secret', {
      secretName: resourceName(stage, 'platforms'),
      description: 'Client ids and secrets at the platforms',
      // Starts empty; a person puts the value once, and deployments leave it alone as long as this line stays.
      secretStringValue: SecretValue.unsafePlainText('{}'),
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.#secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'A platform gives out a new client secret only on its own page; nothing here could rotate it.',
    });
  }

  giveTo(fn: HopperFunction): void {
    fn.setEnvironment('PLATFORM_SECRETS_ID', this.#secret.secretArn);
    fn.allow({ actions: ['secretsmanager:GetSecretValue'], resources: [this.#secret.secretArn] });
  }
}
