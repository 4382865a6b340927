import { correlation } from '../../domain/watch/correlation.ts';
import { type MetricName, metricNamespace, metrics, type TellMetric, type Told } from '../../domain/watch/metrics.ts';

/**
 * Tells CloudWatch figures by lines of the function's log: no call that could fail or that somebody would wait for.
 * @param now epoch ms
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function createTellMetric(now: () => number = Date.now, write = writeToStdout): TellMetric {
  return (name, told) => write(JSON.stringify(toLine(name, told, now())));
}

function toLine<Name extends MetricName>(name: Name, { value, of, facts }: Told<Name>, at: number) {
  const { unit, dimensions } = metrics[name];
  const directive = { Namespace: metricNamespace, Dimensions: dimensions, Metrics: [{ Name: name, Unit: unit }] };
  const _aws = { Timestamp: at, CloudWatchMetrics: [directive] };
  return { ...facts, ...correlation(), ...of, [name]: value, _aws };
}

function writeToStdout(line: string): void {
  process.stdout.write(`${line}\n`);
}
