import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { loggedMetrics } from '../../infra/constructs/function-trouble.ts';
import { functionNames, functionSettings } from '../../infra/functions.ts';
import { getStage } from '../../infra/stages.ts';
import { listAlarms } from '../../infra/watch/list-alarms.ts';
import { toldMetric } from '../../infra/watch/watched-metric.ts';
import { type MetricName, metrics } from '../../shared/domain/watch/metrics.ts';
import { type Stage, synthesize } from './support/synthesize.ts';

const root = join(import.meta.dirname, '../..');
const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
/** As GitHub makes them of headings. */
const anchors = [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-'),
);
const metricNames = Object.keys(metrics).filter((name): name is MetricName => name in metrics);

const Alarm = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  ComparisonOperator: z.string(),
  TreatMissingData: z.string(),
  AlarmActions: z.array(z.string()),
  OKActions: z.array(z.string()),
});

const Policy = z.object({ Statement: z.array(z.unknown()) });

let stage: Stage;
let alarms: z.infer<typeof Alarm>[];
beforeAll(() => {
  stage = synthesize('dev', { alarmEmail: 'someone@example.com' });
  alarms = stage.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => Alarm.parse(properties));
});

/** All product code but the declaration, by file. */
function readSources(): string {
  const folders = ['functions', 'shared'].map((folder) => join(root, folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const code = files.filter((file) => file.endsWith('.ts') && !file.endsWith('watch/metrics.ts'));
  return code.map((file) => readFileSync(file, 'utf8')).join('\n');
}

describe('every alarm', () => {
  it('is there, under a name of its own', () => {
    const names = listAlarms(getStage('dev')).map(({ id }) => `hopper-dev-${id}`);
    expect(new Set(names).size).toBe(names.length);
    expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual(names.sort());
  });

  it('says what a user loses, and leads to an entry of the runbook', () => {
    for (const { AlarmDescription } of alarms) {
      const [, loses, entry = ''] =
        /^([A-Z].{20,}[.!]) What to do: docs\/runbook\.md#([\w-]+)$/.exec(AlarmDescription) ?? [];
      expect({ AlarmDescription, loses }).toEqual({ AlarmDescription, loses: expect.any(String) });
      expect(anchors).toContain(entry);
    }
  });

  it('goes to the topic, and so does its end', () => {
    for (const { AlarmActions, OKActions } of alarms) {
      expect([AlarmActions, OKActions]).toEqual([['topic:hopper-dev-alarms'], ['topic:hopper-dev-alarms']]);
    }
  });

  it('sleeps while nothing is told, but for what the sweeper tells every minute', () => {
    const woken = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(woken.map(({ AlarmName, MetricName: name }) => [AlarmName, name])).toEqual([
      ['hopper-dev-work-waits', 'OldestDueWork'],
    ]);
    for (const { ComparisonOperator } of alarms) expect(ComparisonOperator).toBe('GreaterThanOrEqualToThreshold');
  });

  it('looks at dead letters, and at the age of events where no row stands behind them', () => {
    const of = (metric: string) =>
      alarms.filter(({ MetricName: name }) => name === metric).map(({ Dimensions }) => Dimensions[0]?.Value);
    expect(of('ApproximateNumberOfMessagesVisible')).toEqual(['hopper-dev-dead']);
    expect(of('ApproximateAgeOfOldestMessage')).toEqual([]);
    expect(of('AsyncEventAge')).toEqual(['hopper-dev-media-probe']);
    const names = (type: string, name: string) => stage.ofType(type).map(({ properties }) => properties[name]);
    expect(names('AWS::SQS::Queue', 'QueueName')).toContain('hopper-dev-dead');
    expect(names('AWS::Lambda::Function', 'FunctionName')).toContain('hopper-dev-media-probe');
  });

  it('is one of eleven at most: ten are free', () => {
    expect(alarms.length).toBeLessThanOrEqual(11);
  });

  it("on Hopper's own figures asks for one that is told, or made of logs", () => {
    const own = alarms.filter(({ Namespace }) => Namespace === 'Hopper/dev').map(({ MetricName: name }) => name);
    const known: string[] = [...metricNames, ...Object.values(loggedMetrics)];
    for (const name of own) expect(known).toContain(name);
    expect(() => toldMetric(getStage('dev'), 'SweeperFailures', { Platform: 'youtube' }, {})).toThrow(
      'is not told by Platform',
    );
  });
});

describe('every declared figure', () => {
  const sources = readSources();

  it.each(metricNames)('%s is told somewhere', (name) => {
    expect(new RegExp(`\\btell(Metric)?\\(\\s*'${name}'`).test(sources)).toBe(true);
  });

  it.each(metricNames)('%s is looked at, by an alarm or on the dashboard', (name) => {
    expect(JSON.stringify(stage.get('AWS::CloudWatch::Dashboard').properties) + JSON.stringify(alarms)).toContain(name);
  });
});

describe('the logs of every function', () => {
  const Filter = z.object({
    LogGroupName: z.string(),
    FilterPattern: z.string(),
    MetricTransformations: z.tuple([z.object({ MetricNamespace: z.string(), MetricName: z.string() })]),
  });

  it('are counted for errors and for slow invocations at once, each by its own timeout', () => {
    const filters = stage.ofType('AWS::Logs::MetricFilter').map(({ properties }) => Filter.parse(properties));
    for (const name of functionNames) {
      const own = filters.filter(({ LogGroupName }) => LogGroupName === `/aws/lambda/hopper-dev-${name}`);
      const found = own.map(({ MetricTransformations: [{ MetricName: metric }] }) => metric);
      expect(found).toEqual([loggedMetrics.functionTrouble]);
      expect(own[0]?.FilterPattern).toContain('$.record.status != "success" ||');
      const { timeoutSeconds } = functionSettings[name];
      const [, milliseconds] = /durationMs > (\d+)/.exec(own[0]?.FilterPattern ?? '') ?? [];
      expect(Number(milliseconds)).toBeGreaterThanOrEqual(timeoutSeconds * 800);
      expect(Number(milliseconds)).toBeLessThan(timeoutSeconds * 1000);
    }
  });

  it('are those that exist, and forget', () => {
    const groups = stage.ofType('AWS::Logs::LogGroup');
    const names = groups.map(({ properties }) => properties.LogGroupName);
    const counted = stage.ofType('AWS::Logs::MetricFilter').map(({ properties }) => properties.LogGroupName);
    expect(names).toEqual(expect.arrayContaining([...new Set(counted)]));
    for (const { properties } of groups) expect(properties.RetentionInDays).toBe(getStage('dev').logRetentionDays);
  });
});

describe('the topic of alarms', () => {
  it('takes alarms of this account over TLS, and mails them to whom the stage names', () => {
    const { properties } = stage.get('AWS::SNS::Topic');
    expect(properties.Subscription).toEqual([{ Protocol: 'email', Endpoint: 'someone@example.com' }]);
    const { Statement } = Policy.parse(stage.get('AWS::SNS::TopicPolicy').properties.PolicyDocument);
    expect(Statement).toMatchObject([
      { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '<AccountId>' } },
      },
    ]);
  });

  it('mails nobody unless told to', () => {
    expect(synthesize('prod').get('AWS::SNS::Topic').properties.Subscription).toBeUndefined();
  });
});

it('the local stage has nothing that watches: there is no CloudWatch', () => {
  const types = synthesize('local').resources.map(({ type }) => type);
  expect(types.filter((type) => /CloudWatch|SNS|MetricFilter/.test(type))).toEqual([]);
});
