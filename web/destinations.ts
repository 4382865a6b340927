import { ApiError } from '../shared/contract/client/api-error.ts';
import type { Client } from '../shared/contract/client.ts';
import type { PlatformName } from '../shared/contract/platform-names.ts';
import { platformTitles } from '../shared/contract/platform-names.ts';
import { element } from './element.ts';
import { shownPlatforms } from './shown-platforms.ts';

/** Does something, shows what it says or what went wrong, and looks again. */
export type Act = (action: () => Promise<string | undefined>) => Promise<void>;

/** Every platform with its account, a switch, and buttons to connect and disconnect. */
export async function readDestinations(client: Client, act: Act) {
  const [destinations, ...accounts] = await Promise.all([
    client.listDestinations(),
    ...shownPlatforms.map((platform) => client.getAccount({ params: { platform } })),
  ]);
  const lines = shownPlatforms.map((platform, index) =>
    destinationLine({
      client,
      act,
      platform,
      account: accounts[index]?.account ?? null,
      enabled: destinations[platform].enabled,
    }),
  );
  return { lines, isAnyEnabled: shownPlatforms.some((platform) => destinations[platform].enabled) };
}

interface Line {
  readonly client: Client;
  readonly act: Act;
  readonly platform: PlatformName;
  readonly account: { readonly name: string; readonly state: string } | null;
  readonly enabled: boolean;
}

function destinationLine({ client, act, platform, account, enabled }: Line): HTMLElement {
  const title = platformTitles[platform];
  const text = account ? `${account.name}${account.state === 'reconnect' ? ': connect again' : ''}` : 'Not connected';
  const connect = button(account ? `Connect ${title} again` : `Connect ${title}`, () =>
    act(async () => {
      const { url } = await client.startConnection({ params: { platform } });
      location.assign(url);
      return undefined;
    }),
  );
  const disconnect = button(`Disconnect ${title}`, () =>
    act(async () => (await disconnectAsked(client, platform)).message),
  );
  const toggle = button(enabled ? `Switch ${title} off` : `Switch ${title} on`, () =>
    act(async () => {
      await client.toggleDestination({ params: { platform }, body: { enabled: !enabled } });
      return `${title} is ${enabled ? 'off' : 'on'}.`;
    }),
  );
  const words = element(
    'div',
    {},
    element('h2', { textContent: title }),
    element('p', { className: 'quiet', textContent: account && !enabled ? `${text} (off)` : text }),
  );
  const actions = element('div', { className: 'actions' }, account && toggle, connect, account && disconnect);
  return element('div', { className: 'row' }, words, actions);
}

function button(label: string, action: () => Promise<void>): HTMLButtonElement {
  const node = element('button', { type: 'button', textContent: label });
  node.addEventListener('click', action);
  return node;
}

/** Where posts wait unseen for their time the user decides: ended all the same, they may come out by themselves. */
async function disconnectAsked(client: Client, platform: PlatformName) {
  try {
    return await client.disconnect({ params: { platform }, query: { force: 'false' } });
  } catch (error) {
    const isAsked = error instanceof ApiError && error.code === 'conflict';
    if (!isAsked || !confirm(`${error.message}\n\nDisconnect all the same?`)) throw error;
    return client.disconnect({ params: { platform }, query: { force: 'true' } });
  }
}
