import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricProps } from 'aws-cdk-lib/aws-cloudwatch';
import { metricNamespaceOf } from '../../shared/config/metric-namespace.ts';
import { type MetricName, metrics } from '../../shared/domain/watch/metrics.ts';
import { loggedMetrics } from '../constructs/function-trouble.ts';
import { resourceName, type Stage } from '../stages.ts';

type Options = Pick<MetricProps, 'statistic' | 'label'> & { readonly minutes?: number };

/**
 * A figure that code tells, under one of the sets of dimensions that it is declared with.
 * @throws Error for dimensions under which nobody tells it: an alarm on them would never go off
 */
export function toldMetric(
  stage: Stage,
  name: MetricName,
  of: Readonly<Record<string, string>>,
  options: Options,
): Metric {
  const sets: readonly (readonly string[])[] = metrics[name].dimensions;
  const asked = Object.keys(of).sort().join();
  if (!sets.some((set) => [...set].sort().join() === asked))
    throw new Error(`${name} is not told by ${asked || 'nothing'}.`);
  return build({ namespace: metricNamespaceOf(stage.name), metricName: name, dimensionsMap: { ...of } }, options);
}

/** A figure made of logs. */
export function loggedMetric(stage: Stage, name: keyof typeof loggedMetrics, options: Options): Metric {
  return build({ namespace: metricNamespaceOf(stage.name), metricName: loggedMetrics[name] }, options);
}

/** A figure that SQS keeps of a queue. */
export function queueMetric(stage: Stage, queue: string, metricName: string, options: Options): Metric {
  return build({ namespace: 'AWS/SQS', metricName, dimensionsMap: { QueueName: resourceName(stage, queue) } }, options);
}

/** A figure that Lambda keeps: of one function, or of all in the account. */
export function lambdaMetric(metricName: string, options: Options, functionName?: string): Metric {
  const dimensions = functionName === undefined ? {} : { dimensionsMap: { FunctionName: functionName } };
  return build({ namespace: 'AWS/Lambda', metricName, ...dimensions }, options);
}

function build(props: Pick<MetricProps, 'namespace' | 'metricName' | 'dimensionsMap'>, options: Options): Metric {
  const { minutes = 5, ...rest } = options;
  return new Metric({ ...props, ...rest, period: Duration.minutes(minutes) });
}
