import { describe, expect, it } from '@jest/globals';
import { type App, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { catchReport } from './support/catch-report.ts';
import { openTempDir } from './support/open-temp-dir.ts';
import { buildStage } from './support/synthesize.ts';

/** Rule and reason of every finding that the code accepts, by construct. */
function listAcknowledged(app: App): { path: string; rule: string; reason: string }[] {
  const Entry = z.record(z.string(), z.string());
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(Entry.parse(data)))
      .filter(([rule]) => rule.includes('AwsSolutions-'))
      .map(([rule, reason]) => ({ path: node.path, rule, reason })),
  );
}

describe('the AwsSolutions rules of cdk-nag', () => {
  it('find nothing but the open bucket that this test adds', () => {
    using dir = openTempDir();
    const { app, data } = buildStage('prod', dir.path);
    new Bucket(data, 'Open');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const report = catchReport(() => app.synth());
    expect(report.match(/AwsSolutions-\w+/g)).toEqual(['AwsSolutions-S1', 'AwsSolutions-S10']);
    expect(report.match(/^ +\w+\/\S+/gm)).toEqual(['   Data/Open/Resource', '   Data/Open/Resource']);
  }, 120_000);

  it('are set aside in these places only, each with a reason', () => {
    using dir = openTempDir();
    const acknowledged = listAcknowledged(buildStage('dev', dir.path).app);
    const objects =
      'IAM5[Resource::arn:<AWS::Partition>:s3:::hopper-dev-videos-<AWS::AccountId>-<AWS::Region>/videos/*]';
    expect(acknowledged.map(({ path, rule }) => `${path} ${rule.replace(/^.*AwsSolutions-/, '')}`)).toEqual([
      'Data/PlatformSecrets/Secret SMG4',
      'App/Schedules/DeadLetters SQS3',
      'App/authorizer/Role IAM5[Resource::*]',
      'App/auth/Role IAM5[Resource::*]',
      `App/videos/Role ${objects}`,
      'App/videos/Role IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/hopper-dev/*]',
      `App/publish-worker/Role ${objects}`,
      `App/media-probe/Role ${objects}`,
      'App/session/Role IAM5[Resource::*]',
      `App/transfer-worker/Role ${objects}`,
      `App/sweeper/Role ${objects}`,
      'App/Api/Route-health APIG4',
      'App/Api/Route-openapi APIG4',
      'App/Api/Route-docs APIG4',
      'App/Api/Route-register APIG4',
      'App/Api/Route-login APIG4',
      'App/Api/Route-default APIG4',
    ]);
    for (const { reason } of acknowledged) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });
});
