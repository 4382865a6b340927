/** A figure that CloudWatch is to keep. */
export interface Metric {
  readonly name: string;
  readonly value: number;
  readonly unit: 'Count';
}

/** Namespace of all of Hopper's own metrics. */
const namespace = 'Hopper';

/**
 * Tells CloudWatch a figure by a line of the function's log: no call that could fail or that somebody would wait for.
 * @param now epoch ms
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function tellMetric(
  { name, value, unit }: Metric,
  now: number,
  write: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
): void {
  const directive = { Namespace: namespace, Dimensions: [[]], Metrics: [{ Name: name, Unit: unit }] };
  write(JSON.stringify({ _aws: { Timestamp: now, CloudWatchMetrics: [directive] }, [name]: value }));
}
