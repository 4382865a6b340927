import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { errorTable } from '../../shared/contract/errors.ts';
import { resourceName, type Stage } from '../stages.ts';

interface FirewallStackProps extends StackProps {
  readonly stage: Stage;
  readonly requestsPerFiveMinutes: number;
}

/**
 * Turns addresses away that ask too often, with the answer that the API gives in such a case. CloudFront takes a firewall of
 * us-east-1 alone, wherever the rest is.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
 */
export class FirewallStack extends Stack {
  constructor(scope: Construct, id: string, { stage, requestsPerFiveMinutes, ...props }: FirewallStackProps) {
    super(scope, id, { ...props, env: { region: 'us-east-1' } });
    const { status, message } = errorTable.too_many_requests;
    const visibilityConfig = (metric: string) => ({
      cloudWatchMetricsEnabled: true,
      metricName: resourceName(stage, metric),
      sampledRequestsEnabled: true,
    });
    const acl = new CfnWebACL(this, 'Acl', {
      name: resourceName(stage),
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibilityConfig('firewall'),
      customResponseBodies: {
        tooMany: {
          contentType: 'APPLICATION_JSON',
          content: JSON.stringify({ error: { code: 'too_many_requests', message, requestId: 'firewall' } }),
        },
      },
      rules: [
        {
          name: 'too-often',
          priority: 0,
          action: { block: { customResponse: { responseCode: status, customResponseBodyKey: 'tooMany' } } },
          statement: {
            rateBasedStatement: { aggregateKeyType: 'IP', limit: requestsPerFiveMinutes, evaluationWindowSec: 300 },
          },
          visibilityConfig: visibilityConfig('too-often'),
        },
      ],
    });
    new CfnOutput(this, 'WebAclArn', { value: acl.attrArn });
  }
}
