import * as z from 'zod';
import { EventPattern } from '../events/event-rule.ts';
import { arn } from '../json-service/local-account.ts';
import type { ResourceType } from '../template/resource-type.ts';
import type { Deployment } from './deployment.ts';

const Properties = z.object({
  Name: z.string().optional(),
  EventPattern,
  State: z.literal('ENABLED').default('ENABLED'),
  Targets: z.array(
    z.object({ Arn: z.string().startsWith('arn:aws:lambda:', 'only functions are targets of events here') }),
  ),
});

/** `AWS::Events::Rule` of the default bus. What cannot be delivered is tried again here for as long as it takes. */
export function eventRuleType(deployment: Deployment): ResourceType {
  return async (request) => {
    const { Name = request.generatedName, EventPattern: pattern, Targets } = await request.read(Properties);
    const ruleArn = arn('events', `rule/${Name}`);
    deployment.eventRules.push({ arn: ruleArn, pattern, functionArns: Targets.map(({ Arn }) => Arn) });
    return { ref: Name, attributes: { Arn: ruleArn } };
  };
}
