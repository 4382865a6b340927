import { readMetricNamespace } from '../../config/metric-namespace.ts';
import { correlation } from '../../domain/watch/correlation.ts';
import { type MetricName, metrics, type TellMetric } from '../../domain/watch/metrics.ts';

/**
 * Tells CloudWatch figures by lines of the function's log: no call that could fail or that somebody would wait for.
 * @param now epoch ms
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function createTellMetric(now: () => number = Date.now, write = writeToStdout): TellMetric {
  const namespace = readMetricNamespace();
  return (name, { value, of, facts }) => {
    const _aws = { Timestamp: now(), CloudWatchMetrics: [describe(namespace, name)] };
    write(JSON.stringify({ ...facts, ...correlation(), ...of, [name]: value, _aws }));
  };
}

function describe(namespace: string, name: MetricName) {
  const { unit, dimensions } = metrics[name];
  return { Namespace: namespace, Dimensions: dimensions, Metrics: [{ Name: name, Unit: unit }] };
}

function writeToStdout(line: string): void {
  process.stdout.write(`${line}\n`);
}
