import * as z from 'zod';
import type { Resource, Template } from './resource.ts';

/** The short word for a type, and the property that names a resource of it. */
const kinds: Readonly<Record<string, readonly [kind: string, nameProperty: string]>> = {
  'AWS::DynamoDB::Table': ['table', 'TableName'],
  'AWS::S3::Bucket': ['bucket', 'BucketName'],
  'AWS::SQS::Queue': ['queue', 'QueueName'],
  'AWS::KMS::Key': ['key', ''],
  'AWS::Logs::LogGroup': ['log-group', 'LogGroupName'],
  'AWS::Lambda::Function': ['function', 'FunctionName'],
  'AWS::ElastiCache::ServerlessCache': ['cache', 'ServerlessCacheName'],
  'AWS::ElastiCache::User': ['cache-user', 'UserId'],
  'AWS::ElastiCache::UserGroup': ['cache-user-group', 'UserGroupId'],
  'AWS::EC2::SecurityGroup': ['security-group', ''],
  'AWS::EC2::VPCEndpoint': ['endpoint', ''],
  'AWS::IAM::Role': ['role', ''],
  'AWS::Scheduler::ScheduleGroup': ['schedule-group', 'Name'],
  'AWS::Scheduler::Schedule': ['schedule', 'Name'],
  'AWS::SNS::Topic': ['topic', 'TopicName'],
};

type Templates = ReadonlyMap<string, Template>;

/**
 * Replaces every reference by a name: `Ref` becomes `queue:hopper-dev-probe`, `Fn::GetAtt` the same with the attribute
 * behind it, `Fn::ImportValue` what the exporting stack says, `AWS::Region` and parameters `<Region>`.
 *
 * @throws Error for a reference to something that is not there, or for an intrinsic function that it does not know
 */
export function resolveTemplates(templates: Templates): Resource[] {
  return [...templates].flatMap(([stack, template]) =>
    Object.entries(template.Resources).map(([logicalId, { Type, Properties, DependsOn, DeletionPolicy }]) => ({
      stack,
      logicalId,
      type: Type,
      name: nameOf(templates, stack, logicalId),
      properties: resolveEntries(templates, stack, Properties),
      dependsOn: DependsOn.map((id) => nameOf(templates, stack, id)),
      deletionPolicy: DeletionPolicy,
    })),
  );
}

function nameOf(templates: Templates, stack: string, logicalId: string): string {
  const resource = templates.get(stack)?.Resources[logicalId];
  if (!resource) throw new Error(`Nothing in ${stack} is called ${logicalId}.`);
  const [kind = resource.Type, nameProperty = ''] = kinds[resource.Type] ?? [];
  const given = resource.Properties[nameProperty];
  // The CDK ends every logical id with eight digits that mean nothing to a reader.
  const name = given === undefined ? logicalId.replace(/[0-9A-F]{8}$/, '') : resolve(templates, stack, given);
  return `${kind}:${name}`;
}

function resolveEntries(templates: Templates, stack: string, value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(templates, stack, item)]));
}

function resolve(templates: Templates, stack: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(templates, stack, item));
  if (typeof value !== 'object' || value === null) return value;
  const [name = '', ...others] = Object.keys(value);
  const isCall = others.length === 0 && /^(Ref|Fn::.*)$/.test(name);
  return isCall ? call(templates, stack, value) : resolveEntries(templates, stack, value);
}

const Call = z.union([
  z.object({ Ref: z.string() }),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
  z.object({ 'Fn::Select': z.tuple([z.number(), z.unknown()]) }),
  z.object({ 'Fn::Sub': z.string() }),
  z.object({ 'Fn::GetAZs': z.string() }),
  z.object({ 'Fn::ImportValue': z.string() }),
]);

function call(templates: Templates, stack: string, value: object): unknown {
  const { data: fn } = Call.safeParse(value);
  if (!fn) throw new Error(`Cannot resolve ${JSON.stringify(value)}.`);
  if ('Ref' in fn) return isGiven(templates, stack, fn.Ref) ? toPseudo(fn.Ref) : nameOf(templates, stack, fn.Ref);
  if ('Fn::GetAtt' in fn) return `${nameOf(templates, stack, fn['Fn::GetAtt'][0])}.${fn['Fn::GetAtt'][1]}`;
  if ('Fn::Join' in fn) return fn['Fn::Join'][1].map((part) => resolve(templates, stack, part)).join(fn['Fn::Join'][0]);
  if ('Fn::Select' in fn) return `${resolve(templates, stack, fn['Fn::Select'][1])}[${fn['Fn::Select'][0]}]`;
  if ('Fn::Sub' in fn) return fn['Fn::Sub'].replace(/\$\{([^}]+)\}/g, (_, name) => toPseudo(name));
  if ('Fn::GetAZs' in fn) return '<zones>';
  return resolveImport(templates, fn['Fn::ImportValue']);
}

/** Neither a resource nor made of one: said by AWS or by whoever deploys. */
function isGiven(templates: Templates, stack: string, name: string): boolean {
  return name.startsWith('AWS::') || Object.hasOwn(templates.get(stack)?.Parameters ?? {}, name);
}

function toPseudo(name: string): string {
  return `<${name.replace('AWS::', '')}>`;
}

function resolveImport(templates: Templates, exportName: string): unknown {
  for (const [stack, { Outputs }] of templates) {
    const output = Object.values(Outputs).find((candidate) => candidate.Export?.Name === exportName);
    if (output) return resolve(templates, stack, output.Value);
  }
  throw new Error(`No stack exports ${exportName}.`);
}
