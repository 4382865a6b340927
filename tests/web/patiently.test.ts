import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../shared/contract/client/api-error.ts';
import { PassingError, patiently, type Surroundings } from '../../web/upload/engine/patiently.ts';

/** Surroundings in which every wait is over at once, and told. */
function buildSurroundings(change: Partial<Surroundings> = {}) {
  const told: string[] = [];
  const around: Surroundings = {
    signal: new AbortController().signal,
    isOnline: () => true,
    untilOnline: async () => void told.push('until online'),
    untilSignedIn: async () => void told.push('until signed in'),
    sleep: async (milliseconds) => void told.push(`sleep ${milliseconds}`),
    onWait: (reason) => void told.push(`wait ${reason}`),
    random: () => 1,
    ...change,
  };
  return { told, around };
}

/** Fails with these errors, one after the other, then succeeds. */
function failing(...errors: readonly unknown[]) {
  const left = [...errors];
  return async () => {
    if (left.length > 0) throw left.shift();
    return 'done';
  };
}

const down = new ApiError({ code: 'unavailable', status: 503, message: '' });
const signedOut = new ApiError({ code: 'unauthenticated', status: 401, message: '' });
const refused = new ApiError({ code: 'duplicate_video', status: 400, message: '' });

describe('patiently', () => {
  it('waits longer each time that the server does not answer, and says when it goes on', async () => {
    const { told, around } = buildSurroundings();
    await expect(patiently(failing(down, new PassingError('cut'), down), around)).resolves.toBe('done');
    expect(told).toEqual([
      ...['wait server', 'sleep 1000', 'wait server', 'sleep 2000', 'wait server', 'sleep 4000'],
      'wait undefined',
    ]);
  });

  it('never waits longer than half a minute, however long the server is away', async () => {
    const { told, around } = buildSurroundings();
    await patiently(failing(...Array.from({ length: 40 }, () => down)), around);
    expect(told.filter((line) => line.startsWith('sleep')).at(-1)).toBe('sleep 30000');
  });

  it('waits for the network where there is none', async () => {
    const { told, around } = buildSurroundings({ isOnline: () => false });
    await patiently(failing(new PassingError('cut')), around);
    expect(told).toEqual(['wait network', 'until online', 'wait undefined']);
  });

  it('waits for somebody to sign in again', async () => {
    const { told, around } = buildSurroundings();
    await patiently(failing(signedOut), around);
    expect(told).toEqual(['wait session', 'until signed in', 'wait undefined']);
  });

  it('gives up what cannot get better', async () => {
    const { told, around } = buildSurroundings();
    await expect(patiently(failing(refused), around)).rejects.toBe(refused);
    await expect(patiently(failing(new Error('ours')), around)).rejects.toThrow('ours');
    expect(told).toEqual([]);
  });

  it('stops when it is told to, also in the middle of a try', async () => {
    const controller = new AbortController();
    const { around } = buildSurroundings({ signal: controller.signal });
    const pending = patiently(async () => {
      controller.abort(new Error('stopped'));
      throw down;
    }, around);
    await expect(pending).rejects.toThrow('stopped');
    await expect(patiently(failing(), around)).rejects.toThrow('stopped');
  });
});
