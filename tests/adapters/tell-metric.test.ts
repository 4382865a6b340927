import { expect, it } from '@jest/globals';
import { tellMetric } from '../../shared/adapters/metrics/tell-metric.ts';

it('a figure is one line in the format that CloudWatch reads metrics from', () => {
  const lines: string[] = [];
  tellMetric({ name: 'ActiveDriveSessions', value: 3, unit: 'Count' }, 1_700_000_000_000, (line) => lines.push(line));
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: 1_700_000_000_000,
        CloudWatchMetrics: [
          { Namespace: 'Hopper', Dimensions: [[]], Metrics: [{ Name: 'ActiveDriveSessions', Unit: 'Count' }] },
        ],
      },
      ActiveDriveSessions: 3,
    },
  ]);
});
