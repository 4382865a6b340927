import { describe, expect, it } from '@jest/globals';
import { createTellMetric } from '../../shared/adapters/metrics/tell-metric.ts';
import { withCorrelation } from '../../shared/domain/watch/correlation.ts';

function createTeller() {
  const lines: string[] = [];
  const tell = createTellMetric(
    () => 1_700_000_000_000,
    (line) => lines.push(line),
  );
  return { tell, read: () => lines.map((line): unknown => JSON.parse(line)) };
}

it('figures of stages are kept apart, by the name of the function that tells them', () => {
  process.env.AWS_LAMBDA_FUNCTION_NAME = 'hopper-prod-publish-worker';
  const { tell, read } = createTeller();
  delete process.env.AWS_LAMBDA_FUNCTION_NAME;
  tell('SweeperFailures', { value: 1, of: {} });
  expect(read()).toMatchObject([{ _aws: { CloudWatchMetrics: [{ Namespace: 'Hopper/prod' }] } }]);
});

describe('a figure', () => {
  it('is one line in the format that CloudWatch reads metrics from', () => {
    const { tell, read } = createTeller();
    tell('ActiveDriveSessions', { value: 3, of: {} });
    expect(read()).toEqual([
      {
        _aws: {
          Timestamp: 1_700_000_000_000,
          CloudWatchMetrics: [
            { Namespace: 'Hopper/none', Dimensions: [[]], Metrics: [{ Name: 'ActiveDriveSessions', Unit: 'Count' }] },
          ],
        },
        ActiveDriveSessions: 3,
      },
    ]);
  });

  it('names its dimensions, and beside them what costs nothing: facts, and the request behind it', () => {
    const { tell, read } = createTeller();
    const of = { Platform: 'tiktok', Outcome: 'waiting', Cause: 'platform' };
    withCorrelation('request-1', () => tell('PostOutcomes', { value: 1, of, facts: { code: 'spam_risk' } }));
    expect(read()).toMatchObject([
      {
        _aws: { CloudWatchMetrics: [{ Dimensions: [['Platform', 'Outcome'], ['Cause']] }] },
        ...of,
        PostOutcomes: 1,
        code: 'spam_risk',
        correlationId: 'request-1',
      },
    ]);
  });
});
