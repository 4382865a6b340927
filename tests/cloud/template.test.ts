import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { deployAssembly } from '../../local/cloud/template/deploy-assembly.ts';
import { readAssembly } from '../../local/cloud/template/read-assembly.ts';
import type { ResourceType } from '../../local/cloud/template/resource-type.ts';
import fc from '../support/fast-check.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type StackFixture, writeAssembly } from './support/write-assembly.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

/** Deploys stacks whose `Test::Thing`s only remember with which `Value` they were created, in which order. */
async function deploy(...stacks: StackFixture[]) {
  const created: { id: string; stack: string; value: unknown }[] = [];
  const thing: ResourceType = async (request) => {
    const { Value } = await request.read(z.object({ Value: z.unknown() }));
    created.push({ id: request.logicalId, stack: request.stackName, value: Value });
    return {
      ref: `ref-of-${request.logicalId}`,
      attributes: { Arn: `arn-of-${request.logicalId}`, 'Endpoint.Port': '1' },
    };
  };
  const assembly = readAssembly(writeAssembly(join(folder.path, 'cdk.out'), stacks));
  await deployAssembly(assembly, new Map([['Test::Thing', thing]]));
  return { created, value: (id: string) => created.find((item) => item.id === id)?.value, assembly };
}

/** Placeholder of Fn::Sub. */
const sub = (name: string) => ['$', '{', name, '}'].join('');

const thing = (Value: unknown, more: object = {}) => ({ Type: 'Test::Thing', Properties: { Value }, ...more });
const stack = (Resources: object, more: object = {}): StackFixture => ({
  name: 'app',
  template: { Resources, ...more },
});
const resolve = async (value: unknown, more: object = {}) =>
  (await deploy(stack({ It: thing(value) }, more))).value('It');

describe('intrinsic functions', () => {
  it.each<[string, unknown, unknown]>([
    ['nothing to resolve', { a: [1, 'x', true, null] }, { a: [1, 'x', true, null] }],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
    ['the account', { Ref: 'AWS::AccountId' }, '000000000000'],
    ['the stack name', { Ref: 'AWS::StackName' }, 'demo-app'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Partition' }, 3]] }, 'a-aws-3'],
    ['Sub', { 'Fn::Sub': `${sub('AWS::AccountId')}/${sub('!Literal')}` }, `000000000000/${sub('Literal')}`],
    [
      'Sub with variables',
      { 'Fn::Sub': [`${sub('A')}${sub('B')}`, { A: { Ref: 'AWS::Region' }, B: 2 }] },
      'us-east-12',
    ],
    [
      'Sub with values that look like placeholders',
      { 'Fn::Sub': [sub('A'), { A: `$& ${sub('B')}` }] },
      `$& ${sub('B')}`,
    ],
    ['Select of Split', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    ['AWS::NoValue in an object', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
    ['AWS::NoValue in a list', [1, { Ref: 'AWS::NoValue' }, 2], [1, 2]],
    [
      'a policy that has a Condition of its own',
      { Condition: { Bool: { x: 'y' } } },
      { Condition: { Bool: { x: 'y' } } },
    ],
  ])('resolve %s', async (_name, value, expected) => {
    expect(await resolve(value)).toEqual(expected);
  });

  it('resolve parameters, mappings and conditions', async () => {
    const template = {
      Parameters: { Size: { Type: 'String', Default: 'big' } },
      Mappings: { Sizes: { big: { cpu: 4 }, small: { cpu: 1 } } },
      Conditions: {
        IsBig: { 'Fn::Equals': [{ Ref: 'Size' }, 'big'] },
        IsOther: { 'Fn::Not': [{ Condition: 'IsBig' }] },
        Both: { 'Fn::And': [{ Condition: 'IsBig' }, { Condition: 'IsOther' }] },
        Either: { 'Fn::Or': [{ Condition: 'IsBig' }, { Condition: 'IsOther' }] },
      },
    };
    const value = {
      cpu: { 'Fn::FindInMap': ['Sizes', { Ref: 'Size' }, 'cpu'] },
      big: { 'Fn::If': ['IsBig', 'yes', 'no'] },
      both: { 'Fn::If': ['Both', 'yes', { Ref: 'AWS::NoValue' }] },
      either: { 'Fn::If': ['Either', 'yes', 'no'] },
    };
    expect(await resolve(value, template)).toEqual({ cpu: 4, big: 'yes', either: 'yes' });
  });

  it('leave every value without an intrinsic in it as it is', async () => {
    const value = fc.jsonValue({ maxDepth: 3 }).filter((json) => !JSON.stringify(json).includes('"Ref"'));
    await fc.assert(
      fc.asyncProperty(value, async (json) => {
        expect(await resolve({ wrapped: json })).toEqual({ wrapped: json });
      }),
      { numRuns: 50 },
    );
  });

  it('that are not known are an error and not a value', async () => {
    await expect(resolve({ 'Fn::Cidr': ['10.0.0.0/16', 2, 8] })).rejects.toThrow(
      'Stack demo-app: It (Test::Thing): Fn::Cidr is not understood by the local cloud',
    );
  });
});

describe('resources', () => {
  it('are created after those that they refer to', async () => {
    const { created } = await deploy(
      stack({
        Last: thing({ 'Fn::GetAtt': ['Middle', 'Arn'] }),
        Middle: thing(
          { 'Fn::Sub': `${sub('First.Endpoint.Port')} ${sub('First')}` },
          { DependsOn: ['Side', 'APolicy'] },
        ),
        First: thing(1),
        Side: thing(2),
        APolicy: { Type: 'AWS::IAM::Policy' },
      }),
    );
    const order = created.map(({ id }) => id);
    expect(order.indexOf('Middle')).toBeGreaterThan(order.indexOf('First'));
    expect(order.indexOf('Middle')).toBeGreaterThan(order.indexOf('Side'));
    expect(order.indexOf('Last')).toBeGreaterThan(order.indexOf('Middle'));
    expect(created.find(({ id }) => id === 'Middle')?.value).toBe('1 ref-of-First');
    expect(created.find(({ id }) => id === 'Last')?.value).toBe('arn-of-Middle');
    expect(order).toHaveLength(4);
  });

  it('whose condition does not hold are not created', async () => {
    const { created } = await deploy(
      stack(
        { Yes: thing(1, { Condition: 'On' }), No: thing(2, { Condition: 'Off' }) },
        { Conditions: { On: { 'Fn::Equals': [1, 1] }, Off: { 'Fn::Equals': [1, 2] } } },
      ),
    );
    expect(created.map(({ id }) => id)).toEqual(['Yes']);
  });

  it('of unknown types are left out, and properties that nobody reads may refer to them', async () => {
    const { created } = await deploy(
      stack({
        It: { Type: 'Test::Thing', Properties: { Value: 1, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
        Role: { Type: 'AWS::IAM::Role' },
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { Cidr: { 'Fn::Cidr': [] } } },
      }),
    );
    expect(created.map(({ id }) => id)).toEqual(['It']);
  });

  it.each<[string, object, string]>([
    [
      'of an unknown type that is needed',
      { It: thing({ Ref: 'Vpc' }), Vpc: { Type: 'AWS::EC2::VPC' } },
      'Stack demo-app: It needs Vpc (AWS::EC2::VPC), which the local cloud does not have',
    ],
    [
      'with an attribute that is not known',
      { It: thing({ 'Fn::GetAtt': ['Other', 'StreamArn'] }), Other: thing(1) },
      'Stack demo-app: It needs Other.StreamArn, which the local cloud does not have',
    ],
    [
      'that are not there',
      { It: thing({ Ref: 'Nobody' }) },
      'Stack demo-app: It refers to Nobody, which is not in the template',
    ],
    [
      'that another stack would have to export',
      { It: thing({ 'Fn::ImportValue': 'other:x' }) },
      'Stack demo-app: It imports other:x, which no stack before it exports',
    ],
  ])('%s are an error of one line', async (_name, resources, message) => {
    await expect(deploy(stack(resources))).rejects.toThrow(message);
  });

  it('that need each other in a circle are an error, not a wait without end', async () => {
    const circle = {
      A: thing({ Ref: 'B' }),
      B: thing([{ Ref: 'C' }, { Ref: 'D' }]),
      C: thing({ Ref: 'A' }),
      D: thing(1),
    };
    await expect(deploy(stack(circle))).rejects.toThrow(/circular reference .* → .* → .* → /);
  });

  it('whose properties have the wrong shape are an error that names stack, resource and property', async () => {
    const picky: ResourceType = async (request) => {
      await request.read(z.object({ Size: z.number() }));
      return { ref: '' };
    };
    const assembly = readAssembly(
      writeAssembly(folder.path, [stack({ It: { Type: 'Picky', Properties: { Size: 'x' } } })]),
    );
    await expect(deployAssembly(assembly, new Map([['Picky', picky]]))).rejects.toThrow(
      /^Stack demo-app: It \(Picky\): .*expected number.* at Size$/,
    );
  });
});

describe('an assembly', () => {
  it('of several stacks is carried out in the order of their dependencies, with what they export', async () => {
    const data: StackFixture = {
      name: 'data',
      template: {
        Resources: { Table: thing(1), Net: { Type: 'AWS::EC2::VPC' } },
        Outputs: {
          Name: { Value: { Ref: 'Table' }, Export: { Name: { 'Fn::Sub': `${sub('AWS::StackName')}:Table` } } },
          // Only AWS has it, and nobody here asks.
          Vpc: { Value: { Ref: 'Net' }, Export: { Name: 'vpc' } },
          Private: { Value: 'x' },
        },
      },
    };
    const app: StackFixture = {
      name: 'app',
      template: { Resources: { It: thing({ 'Fn::ImportValue': 'demo-data:Table' }) } },
      dependencies: ['data'],
    };
    const { created } = await deploy(app, data);
    expect(created.map(({ stack: name, value }) => [name, value])).toEqual([
      ['demo-data', 1],
      ['demo-app', 'ref-of-Table'],
    ]);
  });

  it('names the folders of its assets', async () => {
    const { assembly } = await deploy({ name: 'app', template: {}, assets: { 'abc.zip': 'asset.abc' } });
    expect(assembly.assetPaths.get('abc.zip')).toBe(join(folder.path, 'cdk.out/asset.abc'));
  });

  it('that is missing or broken is an error that names the file', () => {
    expect(() => readAssembly(folder.path)).toThrow(`Cannot read ${join(folder.path, 'manifest.json')}`);
    writeFileSync(join(folder.path, 'manifest.json'), '{');
    expect(() => readAssembly(folder.path)).toThrow(`Cannot read ${join(folder.path, 'manifest.json')}`);
  });

  it('whose stacks depend on each other in a circle is an error', () => {
    writeAssembly(folder.path, [
      { name: 'a', template: {}, dependencies: ['b'] },
      { name: 'b', template: {}, dependencies: ['a'] },
    ]);
    expect(() => readAssembly(folder.path)).toThrow('Stacks depend on each other in a circle');
  });
});
