import { platformNames } from '../../../shared/contract/platform-names.ts';
import type { DeployedFunction } from './functions.ts';

/** Every right that the roles of the functions grant: `videos dynamodb:PutItem table:hopper-local`. */
export function listGranted(functions: readonly DeployedFunction[]): Set<string> {
  return new Set(
    functions.flatMap(({ name, statements }) =>
      statements
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action, Resource }) =>
          Action.flatMap((action) => Resource.map((resource) => toGrant(name, action, resource))),
        ),
    ),
  );
}

/** The queues of all platforms count as one: a function gets all of them or none. */
export function toGrant(functionName: string, action: string, resource: string): string {
  const platforms = new RegExp(`publish-(${platformNames.join('|')})`);
  return `${functionName} ${action} ${resource.replace(platforms, 'publish-*')}`;
}

const kinds: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^arn:aws:dynamodb:.*:table\/(.*)/, 'table:$1'],
  [/^arn:aws:sqs:.*:(.*)/, 'queue:$1'],
  [/^arn:aws:lambda:.*:function:(.*)/, 'function:$1'],
  [/^arn:aws:kms:.*/, 'key:TokenKey'],
  [
    /^arn:aws:ses:.*:identity\/.*/,
    'arn:<Partition>:ses:<Region>:<AccountId>:identity/AWS::SES::EmailIdentity:MailsIdentity',
  ],
  [/^arn:aws:iam:.*:role\/.*-(\w+)[0-9A-F]{8}$/, 'role:$1'],
];

/** What an ARN of the local cloud is called where templates are resolved by name. */
export function nameOfArn(arn: string): string {
  const [pattern, kind] = kinds.find(([candidate]) => candidate.test(arn)) ?? [];
  if (pattern && kind) return arn.replace(pattern, kind);
  return arn
    .replace('arn:aws:', 'arn:<Partition>:')
    .replace('us-east-1', '<Region>')
    .replace('000000000000', '<AccountId>');
}
