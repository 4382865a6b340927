import { describe, expect, it } from '@jest/globals';
import type { PlatformCall } from '../../shared/domain/posts/platform-call.ts';
import type { PlatformAnswer, Send } from '../../shared/platforms/send.ts';
import { traced } from '../../shared/platforms/traced.ts';
import { withDeadline } from '../../shared/platforms/with-deadline.ts';

const answer = (differences: Partial<PlatformAnswer> = {}): PlatformAnswer => ({
  status: 200,
  headers: {},
  text: '',
  ...differences,
});

async function callsOf(url: string, send: Send = async () => answer()): Promise<PlatformCall[]> {
  const calls: PlatformCall[] = [];
  let now = 1_000;
  const tracedSend = traced(
    send,
    (call) => void calls.push(call),
    () => {
      now += 5;
      return now;
    },
  );
  const headers = { authorization: 'Bearer secret-token' };
  await tracedSend({ method: 'POST', url: new URL(url), headers, body: 'secret body' }).catch(() => undefined);
  return calls;
}

describe('a traced call', () => {
  it('tells method, host, path, status and time, and no query', async () => {
    const [call] = await callsOf('https://user:pass@api.example:8443/v3/videos/abc?upload_id=secret&key=1#part');
    expect(call).toEqual({
      at: 1_005,
      method: 'POST',
      address: 'api.example:8443/v3/videos/abc',
      status: 200,
      requestId: null,
      milliseconds: 5,
    });
  });

  it('tells no part of a path that is longer than an id', async () => {
    const [call] = await callsOf(`https://api.example/upload/${'s'.repeat(65)}/17880001`);
    expect(call?.address).toBe('api.example/upload/…/17880001');
  });

  it.each([
    ['a header', { headers: { 'x-fb-request-id': 'A1' } }, 'A1'],
    ['TikTok’s envelope', { text: '{"data":{},"error":{"code":"ok","log_id":"20261121"}}' }, '20261121'],
    ['Meta’s error', { text: '{"error":{"message":"x","fbtrace_id":"AbC-_1"}}' }, 'AbC-_1'],
  ])('tells the request id of %s', async (_name, differences, requestId) => {
    const [call] = await callsOf('https://api.example/', async () => answer(differences));
    expect(call).toMatchObject({ requestId });
  });

  it('tells of a call without an answer, and passes the error on', async () => {
    const failing: Send = async () => {
      throw new Error('socket hang up');
    };
    expect(await callsOf('https://api.example/', failing)).toMatchObject([{ status: null, requestId: null }]);
    await expect(
      traced(failing, () => undefined)({ method: 'GET', url: new URL('http://x'), headers: {} }),
    ).rejects.toThrow('socket hang up');
  });

  it('ends as it would, whatever the listener does', async () => {
    const send = traced(
      async () => answer({ status: 201 }),
      () => {
        throw new Error('no room');
      },
    );
    expect(await send({ method: 'GET', url: new URL('http://x'), headers: {} })).toMatchObject({ status: 201 });
  });

  it('is not traced when nobody listens', async () => {
    const send: Send = async () => answer();
    expect(traced(send, undefined)).toBe(send);
  });
});

describe('a call with a deadline', () => {
  it('is broken off when no answer comes', async () => {
    const hanging: Send = ({ signal }) =>
      new Promise((_resolve, reject) => {
        // The timer of a deadline keeps no process alive, and nothing else here does.
        const alive = setInterval(() => {}, 1_000);
        signal?.addEventListener('abort', () => {
          clearInterval(alive);
          reject(signal.reason);
        });
      });
    const call = withDeadline(hanging, 20)({ method: 'GET', url: new URL('http://x'), headers: {} });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
