import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/** A token endpoint with the strictest rotation: a refresh token works once, and using it again ends the whole grant. */
export interface RotatingTokenServer {
  readonly url: string;
  /** Refresh calls that arrived. */
  readonly calls: number;
  /** Refresh tokens that were used a second time. */
  readonly revocations: number;
  /** What the next calls meet: an answer that gets lost after the rotation, or a server that is down. */
  readonly faults: ('lost-answer' | 'status-503')[];
  close(): Promise<void>;
}

/** @param firstToken the refresh token that works now */
export async function startRotatingTokenServer(firstToken: string): Promise<RotatingTokenServer> {
  let current: string | undefined = firstToken;
  let calls = 0;
  let revocations = 0;
  const faults: RotatingTokenServer['faults'] = [];
  const server = createServer(async (request, response) => {
    const given = new URLSearchParams(await text(request)).get('refresh_token');
    calls += 1;
    const fault = faults.shift();
    const answer = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (fault === 'status-503') return answer(503, { error: 'temporarily_unavailable' });
    if (given !== current) {
      revocations += current === undefined ? 0 : 1;
      current = undefined;
      return answer(400, { error: 'invalid_grant' });
    }
    current = `refresh-after-${calls}`;
    const granted = { access_token: `access-after-${calls}`, refresh_token: current, expires_in: 7200 };
    await delay(300);
    if (fault === 'lost-answer') return response.destroy();
    return answer(200, granted);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/token`,
    get calls() {
      return calls;
    },
    get revocations() {
      return revocations;
    },
    faults,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
