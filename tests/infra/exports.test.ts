import { expect, it } from '@jest/globals';
import * as z from 'zod';
import { readTemplates } from './support/kept-templates.ts';

const Template = z.object({
  Outputs: z.record(z.string(), z.object({ Export: z.object({ Name: z.string() }).optional() })).default({}),
});

/**
 * Stacks are brought up to date one after the other, those that give before those that take, and CloudFormation refuses to take
 * back what a deployed stack still imports. So an export goes in two releases: in the first nobody takes it any more and
 * `exportValue` keeps it, in the second it goes, and its line here with it. Or in one that is deployed with `--functions-first`, if
 * what takes it asks for nothing new.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Stack.html#exportwbrvalueexportedvalue-options
 */
it('stacks hand on what the deployed version of others imports', () => {
  const names = Object.values(readTemplates('prod')).flatMap((template) =>
    Object.values(Template.parse(template).Outputs).flatMap(({ Export }) => Export?.Name ?? []),
  );
  // `Data:ExportsOutputRefTable710B521B3741E805` with the digits that the CDK adds left out.
  const readable = names.map((name) => name.replace(/ExportsOutput(FnGetAtt|Ref)/, '').replaceAll(/[0-9A-F]{8}/g, ''));
  expect(readable.sort()).toEqual([
    'hopper-prod-cache:NetworkFunctionsGroupId',
    'hopper-prod-cache:NetworkVpcprivateSubnet1Subnet',
    'hopper-prod-cache:NetworkVpcprivateSubnet2Subnet',
    'hopper-prod-cache:SessionsCache',
    'hopper-prod-cache:SessionsCacheARN',
    'hopper-prod-cache:SessionsCacheEndpointAddress',
    'hopper-prod-cache:SessionsCacheEndpointPort',
    'hopper-prod-cache:SessionsUser',
    'hopper-prod-cache:SessionsUserArn',
    'hopper-prod-data:DeadLettersQueueArn',
    'hopper-prod-data:Table',
    'hopper-prod-data:TableArn',
    'hopper-prod-data:TokenKey',
    'hopper-prod-data:TokenKeyArn',
    'hopper-prod-data:VideosBucket',
    'hopper-prod-web:Api',
  ]);
});
