import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '../../shared/contract/client.ts';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import type { Stack } from '../support/stack.ts';
import { type DriveHands, openDriveHands, readTree, type TreeRow } from '../transfers/support/drive-hands.ts';

export type TransferView = Awaited<ReturnType<Client['getTransfer']>>;

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: clients of the original look at plain JSON
  readonly body: any;
}

/** Somebody who moves files with Hopper by plain calls, as a client of the original does. */
export interface DriveUser extends HopperUser {
  /** One call; the CSRF token goes with it. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  /**
   * Goes through the consent of simulated Google like a browser.
   * @param options.account who consents there
   * @returns where the browser ended up
   */
  consent(
    consent: 'source' | 'destination' | 'google',
    options: { readonly account: string; readonly deleteSource?: boolean; readonly decision?: 'deny' },
  ): Promise<string>;
  /** The same. @returns the token that the page gets */
  openSession(...parameters: Parameters<DriveUser['consent']>): Promise<string>;
  /** Looks until the condition holds. */
  waitForTransfer(
    id: string,
    condition: (transfer: TransferView) => boolean,
    timeoutSeconds?: number,
  ): Promise<TransferView>;
}

/** States in which nothing more happens by itself. */
export const isAtRest = ({ status }: Pick<TransferView, 'status'>) =>
  ['planned', 'paused', 'reconnect', 'done', 'partial', 'failed', 'cancelled'].includes(status);

export async function registerDriveUser(url: string): Promise<DriveUser> {
  const user = await registerUser(url);
  const { csrf_token: csrf } = await user.client.csrf();
  const consent: DriveUser['consent'] = async (name, { account, deleteSource = false, decision }) => {
    const start = await user.fetch(`${url}/auth/${name}${deleteSource ? '?delete_source=true' : ''}`);
    const page = new URL(start.headers.get('location') ?? '', url);
    if (page.origin !== url) {
      page.searchParams.set('sim_account', account);
      if (decision) page.searchParams.set('sim_decision', decision);
    }
    let at = page.href;
    // Google, the callback, the start of the session: then the page itself.
    for (let hops = 0; hops < 4 && new URL(at).pathname !== '/'; hops += 1) {
      const answer = await user.fetch(at);
      const next = answer.headers.get('location');
      if (next === null) return `status ${answer.status}`;
      at = new URL(next, at).href;
    }
    const { pathname, search } = new URL(at);
    return `${pathname}${search}`;
  };
  return {
    ...user,
    consent,
    async openSession(...parameters) {
      const end = await consent(...parameters);
      const token = new URL(end, url).searchParams.get('token');
      if (token === null) throw new Error(`No session: ${end}`);
      return token;
    },
    async ask(method, path, body) {
      const answer = await user.fetch(`${url}${path}`, {
        method,
        headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    async waitForTransfer(transferId, condition, timeoutSeconds = 60) {
      const deadline = Date.now() + timeoutSeconds * 1000;
      for (;;) {
        const transfer = await user.client.getTransfer({ params: { transferId } });
        if (condition(transfer)) return transfer;
        if (Date.now() > deadline) throw new Error(`Waited in vain: ${JSON.stringify(transfer)}`);
        await delay(200);
      }
    },
  };
}

/** What lies in the Drives behind a running Hopper, and people who put it there. */
export async function openDrives(stack: Stack): Promise<{
  hands(account: string): Promise<DriveHands>;
  tree(): Promise<readonly TreeRow[]>;
}> {
  const { simulatedPlatforms: url } = await stack.endpoints();
  return {
    hands: (account) => openDriveHands({ url, account, redirectUri: `${stack.url}/api/auth/youtube/callback` }),
    tree: () => readTree(url),
  };
}
