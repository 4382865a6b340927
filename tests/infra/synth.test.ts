import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { CfnResource } from 'aws-cdk-lib';
import { functionNames } from '../../infra/functions.ts';
import { stageNames } from '../../infra/stages.ts';
import { buildStage, synthesizeTemplates } from './support/build-stage.ts';
import { catchReport } from './support/catch-report.ts';
import { openTempDir } from './support/open-temp-dir.ts';
import { placeBundles } from './support/place-bundles.ts';
import { synthesize } from './support/synthesize.ts';

const appFile = fileURLToPath(new URL('../../infra/app.ts', import.meta.url));

/** Runs the app as a deployment does, but without credentials, configuration or a home to find any in. */
function runApp(dir: string, env: Record<string, string>) {
  const outdir = join(dir, 'out');
  const { status, stderr } = spawnSync(process.execPath, [appFile], {
    env: { HOME: '/nonexistent', CDK_OUTDIR: outdir, HOPPER_BUNDLE_DIR: placeBundles(dir), ...env },
    encoding: 'utf8',
  });
  return { status, stderr, outdir };
}

describe('node infra/app.ts', () => {
  it('writes the templates of stage dev where CDK_OUTDIR says', () => {
    using dir = openTempDir();
    const { status, stderr, outdir } = runApp(dir.path, {});
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
    expect(manifest.artifacts).toMatchObject({
      Data: { properties: { stackName: 'hopper-dev-data' }, environment: 'aws://unknown-account/unknown-region' },
      Cache: { properties: { stackName: 'hopper-dev-cache' }, environment: 'aws://unknown-account/unknown-region' },
      App: { properties: { stackName: 'hopper-dev-app' }, environment: 'aws://unknown-account/unknown-region' },
    });
    // Whatever is missing would be looked up in an account.
    expect(manifest.missing).toBeUndefined();
  });

  it.each([
    [{ HOPPER_STAGE: 'staging' }, 'Unknown stage "staging": HOPPER_STAGE is one of local, dev, prod.'],
    [{ HOPPER_STAGE: 'prod' }, 'Stage prod needs APP_ORIGIN, e.g. https://hopper.example.com.'],
    [{ HOPPER_BUNDLE_DIR: '/nowhere' }, 'No bundles in /nowhere: run `npm run build` first.'],
  ])('ends with one clear line and status 1 for %j', (env, line) => {
    using dir = openTempDir();
    const { status, stderr } = runApp(dir.path, env);
    expect({ status, stderr }).toEqual({ status: 1, stderr: `${line}\n` });
  });
});

describe('the templates', () => {
  it.each(stageNames)('are the same every time: %s', (stage) => {
    expect(synthesizeTemplates(stage)).toEqual(synthesizeTemplates(stage));
  });

  it('are refused for what CloudFormation would refuse, which is nothing but what this test adds', () => {
    using dir = openTempDir();
    const { app, data } = buildStage('dev', dir.path, { validates: true });
    new CfnResource(data, 'Odd', { type: 'AWS::SQS::Queue', properties: { NoSuchProperty: 1 } });
    const report = catchReport(() => app.synth());
    expect(report).toContain("'NoSuchProperty'");
    expect(report.match(/^(ERROR|WARN)/gm)).toHaveLength(1);
  }, 120_000);

  it('bring no function of their own: what is deployed is what runs locally', () => {
    const stage = synthesize('dev');
    const types = new Set(stage.resources.map(({ type }) => type));
    expect([...types].filter((type) => /^(Custom::|AWS::CloudFormation::)/.test(type))).toEqual([]);
    expect(stage.ofType('AWS::Lambda::Function')).toHaveLength(functionNames.length);
  });

  it.each(['local', 'dev'] as const)('leave nothing behind in %s', (name) => {
    const kept = synthesize(name).resources.filter(({ deletionPolicy }) => /^Retain/.test(deletionPolicy ?? ''));
    expect(kept).toEqual([]);
  });

  it('keep everything that cannot be made again in prod', () => {
    const prod = synthesize('prod');
    const kept = prod.resources.filter(({ deletionPolicy }) => deletionPolicy === 'Retain').map(({ type }) => type);
    expect(new Set(kept)).toEqual(new Set(['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key']));
    expect(prod.get('AWS::DynamoDB::Table').properties).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('let nobody delete the stack of the data by mistake in prod', () => {
    using dir = openTempDir();
    const { stacks } = buildStage('prod', dir.path).app.synth();
    const guarded = stacks.filter(({ terminationProtection }) => terminationProtection);
    expect(guarded.map(({ stackName }) => stackName)).toEqual(['hopper-prod-data']);
  });
});
