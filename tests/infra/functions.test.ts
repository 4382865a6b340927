import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { HopperFunction } from '../../infra/constructs/hopper-function.ts';
import { functionNames, functionSettings } from '../../infra/functions.ts';
import { getStage, stageNames } from '../../infra/stages.ts';
import { readFunction, readFunctions } from './support/functions.ts';
import { openTempDir } from './support/open-temp-dir.ts';
import { placeBundles } from './support/place-bundles.ts';
import { synthesize } from './support/synthesize.ts';

describe.each(stageNames)('functions of stage %s', (stageName) => {
  const stage = synthesize(stageName);
  const functions = readFunctions(stage);

  it('are those of the list and no others', () => {
    const deployed = stage.ofType('AWS::Lambda::Function').map(({ name }) => name);
    expect(deployed.sort()).toEqual(functionNames.map((name) => `function:hopper-${stageName}-${name}`).sort());
  });

  it.each(functionNames)('%s runs Node 24 on arm64 from its bundle, in its size', (name) => {
    expect(readFunction(stage, name)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout: functionSettings[name].timeoutSeconds,
      MemorySize: functionSettings[name].memoryMegabytes,
    });
  });

  it.each(functionNames)('%s logs JSON to a group of its own that forgets', (name) => {
    const { LoggingConfig } = readFunction(stage, name);
    const group = `/aws/lambda/hopper-${stageName}-${name}`;
    expect(LoggingConfig).toEqual({ LogFormat: 'JSON', LogGroup: `log-group:${group}` });
    const { logRetentionDays } = getStage(stageName, { origin: 'https://hopper.example.com' });
    expect(stage.get('AWS::Logs::LogGroup', group).properties.RetentionInDays).toBe(logRetentionDays);
  });

  it('are stopped when they call themselves in a circle, but for the workers, which work step by step', () => {
    const free = functions.filter(({ RecursiveLoop }) => RecursiveLoop === 'Allow').map(({ name }) => name);
    expect(free).toEqual(['publish-worker', 'transfer-worker']);
  });

  it('are inside the private network only where they need the session cache', () => {
    const inside = functions.filter(({ VpcConfig }) => VpcConfig).map(({ name }) => name);
    expect(inside).toEqual(['authorizer', 'auth', 'session']);
  });
});

describe('every log group', () => {
  it('forgets', () => {
    const groups = synthesize('prod').ofType('AWS::Logs::LogGroup');
    expect(groups.length).toBe(functionNames.length + 2);
    expect(new Set(groups.map(({ properties }) => properties.RetentionInDays))).toEqual(new Set([90]));
  });
});

describe('setEnvironment', () => {
  it('takes the names that readEnv knows; another one does not compile', () => {
    using dir = openTempDir();
    const stack = new Stack(new App({ outdir: dir.path }), 'Stack');
    const stage = getStage('dev');
    const fn = new HopperFunction(stack, 'system', { name: 'system', stage, bundleDir: placeBundles(dir.path) });
    fn.setEnvironment('TABLE_NAME', 'hopper');
    // @ts-expect-error: there is no such variable in shared/config/env.ts
    fn.setEnvironment('TABEL_NAME', 'hopper');
    expect(fn.lambda.functionName).toBeDefined();
  });
});
