/** Day on which the prices below were looked up; region us-east-1, US dollars, without tax. */
export const pricesOf = '2026-11-22';

export const hoursPerMonth = 730;
const perMillion = (dollars: number) => dollars / 1_000_000;

/** What one of a thing costs. Pages: https://aws.amazon.com/<service>/pricing/ */
export const prices = {
  cacheGigabyteHour: 0.084,
  keyMonth: 1,
  alarmMonth: 0.1,
  metricMonth: 0.3,
  dashboardMonth: 3,
  firewallMonth: 6,
  queueRequest: perMillion(0.4),
  keyRequest: perMillion(3),
  schedule: perMillion(1),
  /** Those of S3 cost what events of one's own cost. */
  event: perMillion(1),
  writeUnit: perMillion(0.625),
  readUnit: perMillion(0.125),
  apiRequest: perMillion(1),
  invocation: perMillion(0.2),
  /** arm64 */
  gigabyteSecond: 0.0000133334,
  objectWrite: perMillion(5),
  objectRead: perMillion(0.4),
  logGigabyte: 0.5,
} as const;

/** What every account gets each month for nothing, for as long as it exists. */
export const alwaysFree = {
  queueRequests: 1_000_000,
  keyRequests: 20_000,
  invocations: 1_000_000,
  gigabyteSeconds: 400_000,
  alarms: 10,
  metrics: 10,
  dashboards: 3,
} as const;

/** The cache bills at least so much. */
export const leastCacheGigabytes = 0.1;
/**
 * Lambda asks an empty queue with five hands, each of which waits for 20 seconds.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
export const pollsPerQueueMonth = 5 * 3 * 60 * hoursPerMonth;
