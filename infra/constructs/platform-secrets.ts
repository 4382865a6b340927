import { Stack } from 'aws-cdk-lib';
import { platformsParameter } from '../platforms-parameter.ts';
import type { Stage } from '../stages.ts';
import type { HopperFunction } from './hopper-function.ts';

/**
 * Client ids and secrets at the platforms: `{ "google": { "clientId": "…", "clientSecret": "…" } }`. No template makes the
 * parameter, because CloudFormation makes no secure ones: a person puts it there. The key that seals it is AWS's own,
 * which asks nobody for a right beside that to the parameter.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ssm-parameter.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-restrict-decryption.html
 */
export class PlatformSecrets {
  readonly #name: string;

  constructor(stage: Stage) {
    this.#name = platformsParameter(stage);
  }

  giveTo(fn: HopperFunction): void {
    const resourceName = this.#name.slice(1);
    const arn = Stack.of(fn).formatArn({ service: 'ssm', resource: 'parameter', resourceName });
    fn.setEnvironment('PLATFORM_SECRETS_PARAMETER', this.#name);
    fn.allow({ actions: ['ssm:GetParameter'], resources: [arn] });
  }
}
