import type { Stage } from '../../infra/support/synthesize.ts';
import { alwaysFree, hoursPerMonth, leastCacheGigabytes, pollsPerQueueMonth, prices } from './prices.ts';
import type { Recorded } from './recorded.ts';

/** A line of a bill. */
export interface BillLine {
  readonly what: string;
  readonly dollars: number;
}

const paid = (used: number, free: number) => Math.max(0, used - free);
const minutesPerMonth = 60 * hoursPerMonth;

/**
 * What a deployment costs a month when nobody uses it, from its templates.
 * @param sweep what a run of the sweeper asks of the table when there is nothing to do
 */
export function buildIdleBill(stage: Stage, { sweep }: Pick<Recorded, 'sweep'>): BillLine[] {
  const count = (type: string) => stage.ofType(type).length;
  const perMonth = (what: string, many: number, price: number) => ({ what: `${what}: ${many}`, dollars: many * price });
  const queues = count('AWS::Lambda::EventSourceMapping');
  const alarms = count('AWS::CloudWatch::Alarm');
  return [
    {
      what: `Session cache: ${leastCacheGigabytes} GB at least`,
      dollars:
        leastCacheGigabytes * hoursPerMonth * prices.cacheGigabyteHour * count('AWS::ElastiCache::ServerlessCache'),
    },
    perMonth('Keys', count('AWS::KMS::Key'), prices.keyMonth),
    {
      what: `Empty queues that Lambda asks: ${queues}`,
      dollars: paid(queues * pollsPerQueueMonth, alwaysFree.queueRequests) * prices.queueRequest,
    },
    {
      what: 'The sweeper, every minute: reads and writes',
      dollars: minutesPerMonth * (sweep.readUnits * prices.readUnit + sweep.writeUnits * prices.writeUnit),
    },
    {
      what: 'The sweeper: invocations and time, within what is free',
      dollars: paid(minutesPerMonth, alwaysFree.invocations) * prices.invocation,
    },
    {
      what: `Alarms: ${alarms}, of which ${alwaysFree.alarms} are free`,
      dollars: paid(alarms, alwaysFree.alarms) * prices.alarmMonth,
    },
    {
      what: 'Dashboards',
      dollars: paid(count('AWS::CloudWatch::Dashboard'), alwaysFree.dashboards) * prices.dashboardMonth,
    },
    perMonth('Firewalls', count('AWS::WAFv2::WebACL'), prices.firewallMonth),
  ];
}

export const sumOf = (lines: readonly BillLine[]) => lines.reduce((sum, { dollars }) => sum + dollars, 0);
