import { expect, it } from '@jest/globals';
import { withCorrelation } from '../../shared/domain/watch/correlation.ts';
import { openLog } from '../../shared/log/open-log.ts';

function createLog() {
  const lines: string[] = [];
  const log = openLog('hopper-test', (line) => lines.push(line));
  return { log, lines, read: () => lines.map((line): unknown => JSON.parse(line)) };
}

it('a line says who, when, what, and for which request', () => {
  const { log, read } = createLog();
  withCorrelation('request-1', () => log.info('turn ended', { postId: 'post-1' }));
  log.error('alone', {});
  const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
  expect(read()).toEqual([
    {
      level: 'INFO',
      message: 'turn ended',
      timestamp,
      service: 'hopper-test',
      correlationId: 'request-1',
      postId: 'post-1',
    },
    { level: 'ERROR', message: 'alone', timestamp, service: 'hopper-test' },
  ]);
});

it('of an error only name, text, stack and causes are kept, wherever it stands', () => {
  const { log, lines, read } = createLog();
  const sdkError = Object.assign(new Error('refused'), { request: { headers: { authorization: 'Bearer secret' } } });
  log.warn('failed', { error: new Error('outer', { cause: sdkError }), work: { error: sdkError } });
  expect(read()).toMatchObject([
    { error: { message: 'outer', cause: { message: 'refused' } }, work: { error: { message: 'refused' } } },
  ]);
  expect(lines.join()).not.toContain('secret');
});

it('what is no JSON never throws: the line comes without it', () => {
  const { log, read } = createLog();
  const round: Record<string, unknown> = {};
  round.round = round;
  log.info('round', round);
  log.info('large', { size: 1n });
  expect(read()).toMatchObject([{ message: 'round' }, { message: 'large' }]);
});

it('orders given at the same time are not mixed up, and an order within an order keeps the inner one', async () => {
  const { log, read } = createLog();
  const say = async (id: string) => {
    await Promise.resolve();
    log.info(id, {});
  };
  await Promise.all(['a', 'b'].map((id) => withCorrelation(id, () => say(id))));
  await withCorrelation('outer', () => withCorrelation('inner', () => say('inner')));
  await withCorrelation('outer', () => withCorrelation(undefined, () => say('outer')));
  for (const line of read()) expect(line).toMatchObject({ correlationId: Object(line).message });
});
