import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventBus } from '../../local/cloud/events/event-bus.ts';
import { EventPattern } from '../../local/cloud/events/event-rule.ts';
import { matchEvent } from '../../local/cloud/events/match-event.ts';
import { Guard } from '../../local/cloud/iam/guard.ts';
import { emptyPermissions } from '../../local/cloud/iam/permissions.ts';
import { PolicyDocument } from '../../local/cloud/iam/policy-document.ts';
import { permitRule } from '../../local/cloud/iam/services.ts';
import { tempFolder } from '../support/temp-folder.ts';

const pattern = { source: ['aws.s3'], detail: { object: { key: [{ prefix: 'videos/' }] } } };
const event = (key: unknown, source = 'aws.s3') => ({ source, detail: { object: { key, size: 1 } } });
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:probe';
const ruleArn = 'arn:aws:events:us-east-1:000000000000:rule/arrivals';
const rule = { arn: ruleArn, pattern, functionArns: [functionArn] };

describe('a pattern', () => {
  it.each([
    ['every field as it is wanted', event('videos/a'), true],
    ['another prefix', event('assets/a'), false],
    ['another source', event('videos/a', 'aws.ec2'), false],
    ['a field that is missing', { source: 'aws.s3', detail: {} }, false],
    ['a field of another kind', event(7), false],
    ['no object at all', 'videos/', false],
  ])('judges an event with %s', (_what, given, fits) => {
    expect(matchEvent(pattern, given)).toBe(fits);
  });

  it('that says more than is understood here is refused, not ignored', () => {
    expect(EventPattern.safeParse({ source: [{ 'anything-but': 'a' }] }).success).toBe(false);
    expect(EventPattern.safeParse({ source: [] }).success).toBe(false);
  });
});

describe('the bus', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let invoked: string[][];
  beforeEach(async () => {
    folder = await tempFolder();
    invoked = [];
  });
  afterEach(() => folder.remove());

  const open = () =>
    new EventBus({
      path: `${folder.path}/rules.json`,
      invoke: async (fn, _body, by) => void invoked.push([fn, by]),
    });

  it('hands an event to the functions of the rules that it fits', async () => {
    const bus = open();
    bus.set([rule, { ...rule, arn: 'other', pattern: { source: ['mine'] } }]);
    await bus.put(JSON.stringify(event('videos/a')));
    await bus.put(JSON.stringify(event('other/a')));
    expect(invoked).toEqual([[functionArn, ruleArn]]);
  });

  it('holds an event back until it knows the rules, and remembers them over a restart', async () => {
    const bus = open();
    const put = bus.put(JSON.stringify(event('videos/a')));
    bus.set([rule]);
    await put;
    await open().put(JSON.stringify(event('videos/b')));
    expect(invoked).toHaveLength(2);
  });

  it('leaves an event with whoever put it in when a function cannot take it', async () => {
    const bus = new EventBus({
      path: `${folder.path}/rules.json`,
      invoke: () => Promise.reject(new Error('Lambda is away')),
    });
    bus.set([rule]);
    await expect(bus.put(JSON.stringify(event('videos/a')))).rejects.toThrow('Lambda is away');
  });

  it('invokes a function only for the rule that its policy names', async () => {
    const guard = new Guard({ path: `${folder.path}/permissions.json` });
    const { Statement } = PolicyDocument.parse({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'lambda:InvokeFunction',
          Resource: functionArn,
          Condition: { ArnLike: { 'aws:SourceArn': ruleArn }, StringEquals: { 'aws:SourceAccount': '000000000000' } },
        },
      ],
    });
    guard.set({ ...emptyPermissions(), resourcePolicies: { [functionArn]: Statement } });
    const invoke = permitRule(guard, async (fn, _body, by) => void invoked.push([fn, by]));
    await invoke(functionArn, '{}', ruleArn);
    await expect(invoke(functionArn, '{}', `${ruleArn}-2`)).rejects.toThrow('not authorized');
    await expect(invoke(`${functionArn}-2`, '{}', ruleArn)).rejects.toThrow('not authorized');
    expect(invoked).toEqual([[functionArn, ruleArn]]);
  });
});
