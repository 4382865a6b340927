import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { metricNamespaceOf } from '../../shared/config/metric-namespace.ts';
import { functionNames, functionSettings } from '../functions.ts';
import { resourceName, type Stage } from '../stages.ts';

/** Metrics that are made of what Lambda and API Gateway log, not told by code. */
export const loggedMetrics = {
  /** Invocations that ended in an error, a crash or a timeout, or used up more than four fifths of their function's time. */
  functionTrouble: 'FunctionTrouble',
  /** Answers of 500 and above. */
  apiErrors: 'ApiErrors',
} as const;

/** Turns of workers end by themselves after 120 of 150 seconds; only what goes on after that is too slow. */
const patientShare = 0.95;
const share = 0.8;
/** Longer than any answer that somebody waits for: a function that works in turns. */
const turnSeconds = 120;

/**
 * Counts over all functions what Lambda says at the end of each invocation. One metric for all of them costs a fifteenth of
 * as many alarms as there are functions; the log, and the dashboard, say which one it was.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report
 */
export class FunctionTrouble extends Construct {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const count = (filterId: string, logGroupName: string, pattern: string, metricName: string) =>
      new MetricFilter(this, filterId, {
        logGroup: LogGroup.fromLogGroupName(this, `${filterId}Logs`, logGroupName),
        filterPattern: FilterPattern.literal(pattern),
        metricNamespace: metricNamespaceOf(stage.name),
        metricName,
        metricValue: '1',
      });
    for (const name of functionNames) {
      const logs = `/aws/lambda/${resourceName(stage, name)}`;
      const isSlow = `$.record.metrics.durationMs > ${slowMilliseconds(functionSettings[name].timeoutSeconds)}`;
      const inTrouble = `$.type = "platform.report" && ($.record.status != "success" || ${isSlow})`;
      count(`${name}-trouble`, logs, `{ ${inTrouble} }`, loggedMetrics.functionTrouble);
    }
    const accessLog = `/aws/vendedlogs/${resourceName(stage, 'api')}`;
    count('api-errors', accessLog, '{ $.status = "5*" }', loggedMetrics.apiErrors);
  }
}

function slowMilliseconds(timeoutSeconds: number): number {
  return timeoutSeconds * 1000 * (timeoutSeconds > turnSeconds ? patientShare : share);
}
