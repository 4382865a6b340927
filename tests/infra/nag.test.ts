import { describe, expect, it } from '@jest/globals';
import { type App, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import * as z from 'zod';
import { allRoutes } from '../../shared/contract/contract.ts';
import { buildStage } from './support/build-stage.ts';
import { catchReport } from './support/catch-report.ts';
import { openTempDir } from './support/open-temp-dir.ts';

/** Rule and reason of every finding that the code accepts, by construct. */
function listAccepted(app: App): { path: string; rule: string; reason: string }[] {
  const Entry = z.record(z.string(), z.string());
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(Entry.parse(data)))
      .filter(([rule]) => /AwsSolutions-|Serverless-/.test(rule))
      .map(([rule, reason]) => ({
        path: node.path,
        rule: rule.replace(/^.*::(?=AwsSolutions-|Serverless-)/, ''),
        reason,
      })),
  );
}

describe.each(['dev', 'prod'] as const)('the rules of cdk-nag, AwsSolutions and Serverless, in stage %s', (name) => {
  it('find nothing but the open bucket and the queue without an end that this test adds', () => {
    using dir = openTempDir();
    const { app, data } = buildStage(name, dir.path);
    new Bucket(data, 'Open');
    new Queue(data, 'Endless', { enforceSSL: true });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    const report = catchReport(() => app.synth());
    const findings = [...report.matchAll(/^ {3}(\w+\/\S+)[^']*'[\w-]+::([^']+)'/gm)].map(([, path, rule]) => [
      path,
      rule,
    ]);
    expect(findings.sort()).toEqual([
      ['Data/Endless/Resource', 'AwsSolutions-SQS3'],
      ['Data/Endless/Resource', 'Serverless-SQSRedrivePolicy'],
      ['Data/Open/Resource', 'AwsSolutions-S1'],
      ['Data/Open/Resource', 'AwsSolutions-S10'],
    ]);
  }, 240_000);
});

describe('what is accepted', () => {
  using dir = openTempDir();
  const accepted = listAccepted(buildStage('dev', dir.path).app);
  const pathsOf = (rule: string) => accepted.filter((entry) => entry.rule === rule).map(({ path }) => path);

  it('is so for few reasons, one for each rule', () => {
    const byRule = new Map(accepted.map(({ rule, reason }) => [rule.replace(/\[.*/, ''), reason]));
    expect(new Set(accepted.map(({ reason }) => reason)).size).toBeLessThanOrEqual(5);
    for (const { rule, reason } of accepted) expect(byRule.get(rule.replace(/\[.*/, ''))).toBe(reason);
    for (const reason of byRule.values()) expect(reason).toMatch(/^[A-Z].{40,}\.$/);
  });

  it('are wildcards only of videos, schedules of posts and interfaces of Lambda', () => {
    const wildcards = accepted.filter(({ rule }) => rule.startsWith('AwsSolutions-IAM5'));
    expect(new Set(wildcards.map(({ rule }) => rule))).toEqual(
      new Set(
        [
          '*',
          'arn:<AWS::Partition>:s3:::hopper-dev-videos-<AWS::AccountId>-<AWS::Region>/videos/*',
          'arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/hopper-dev/*',
        ].map((resource) => `AwsSolutions-IAM5[Resource::${resource}]`),
      ),
    );
    const everything = wildcards.filter(({ rule }) => rule.endsWith('[Resource::*]')).map(({ path }) => path);
    expect(everything).toEqual(['App/authorizer/Role', 'App/auth/Role', 'App/session/Role']);
  });

  it('are routes without authorizer that the contract declares public, and what is no route', () => {
    const ids = [...allRoutes.filter(({ access }) => access === 'public').map(({ id }) => id), 'default'];
    expect(pathsOf('AwsSolutions-APIG4').sort()).toEqual(ids.map((id) => `App/Api/Route-${id}`).sort());
  });

  it('are queues without an end where they are the end', () => {
    const queues = pathsOf('AwsSolutions-SQS3').filter((path) => !/^App\/[\w-]+\/(Function|From)/.test(path));
    expect(queues).toEqual(['Data/DeadLetters/Queue']);
  });
});
