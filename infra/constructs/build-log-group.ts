import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

/**
 * A log group that forgets. Without one of our own, the service makes one that keeps everything for ever.
 * It goes with its stack in every stage: its name is fixed, and a left-over would block the next deployment.
 */
export function buildLogGroup(scope: Construct, id: string, options: { stage: Stage; name: string }): LogGroup {
  return new LogGroup(scope, id, {
    logGroupName: options.name,
    retention: options.stage.logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
