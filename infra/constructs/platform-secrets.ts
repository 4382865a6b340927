import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { accept } from '../accepted-findings.ts';
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
    accept(this.#secret, 'only the platform makes another');
  }

  giveTo(fn: HopperFunction): void {
    fn.setEnvironment('PLATFORM_SECRETS_ID', this.#secret.secretArn);
    fn.allow({ actions: ['secretsmanager:GetSecretValue'], resources: [this.#secret.secretArn] });
  }
}
