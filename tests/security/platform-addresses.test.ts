import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { buildDriveAddresses } from '../../shared/platforms/google-drive/addresses.ts';
import { createDriveApi } from '../../shared/platforms/google-drive/create-drive-api.ts';
import { readInstagramAddresses } from '../../shared/platforms/instagram/addresses.ts';
import { trustedUploadUrl as trustedByInstagram } from '../../shared/platforms/instagram/upload-url.ts';
import { openOverHttp } from '../../shared/platforms/open-body.ts';
import { sendOverHttp } from '../../shared/platforms/send.ts';
import { ShownAddress } from '../../shared/platforms/shown-address.ts';
import { buildTiktokAddresses, trustedUploadUrl as trustedByTiktok } from '../../shared/platforms/tiktok/addresses.ts';
import { buildYoutubeAddresses } from '../../shared/platforms/youtube/addresses.ts';
import { trustedSessionUrl } from '../../shared/platforms/youtube/session-url.ts';
import { hostileList } from './support/hostile-addresses.ts';

/** How each platform’s address for bytes is judged, as it is in AWS. */
const judges: Readonly<Record<string, { readonly host: string; readonly trusts: (address: string) => boolean }>> = {
  youtube: {
    host: 'www.googleapis.com',
    trusts: (address) => trustedSessionUrl(buildYoutubeAddresses('https://www.googleapis.com'), address) !== undefined,
  },
  instagram: {
    host: 'rupload.facebook.com',
    trusts: (address) => trustedByInstagram(readInstagramAddresses(), address) !== undefined,
  },
  tiktok: {
    host: 'open.tiktokapis.com',
    trusts: (address) => trustedByTiktok(buildTiktokAddresses('https://open.tiktokapis.com'), address) !== undefined,
  },
};

/** Made to look like a host. */
const lookalikes = (host: string) => [
  `http://${host}/upload`,
  `https://${host}.evil.example/upload`,
  `https://evil${host.slice(host.indexOf('.') + 1)}/upload`,
  `https://${host}@evil.example/upload`,
  `https://evil.example/${host}/upload`,
  `https://evil.example#@${host}/upload`,
  `https://evil.example\\@${host}/upload`,
  `https://user:password@${host}/upload`,
  `https://${host}:8443/upload`,
  `https://${host.replace('.', '-')}/upload`,
  `https://${host}%2eevil.example/upload`,
  `//${host}/upload`,
  `${host}/upload`,
  '',
];

describe.each(Object.entries(judges))('where %s says that bytes go', (_, { host, trusts }) => {
  it('is its own host', () => {
    expect(trusts(`https://${host}/upload?upload_id=1`)).toBe(true);
  });

  it.each(hostileList.filter(([, address]) => address.length < 100))('is not %s: %j', (_group, address) => {
    expect(trusts(address)).toBe(false);
  });

  it.each(lookalikes(host))('is not %j', (address) => {
    expect(trusts(address)).toBe(false);
  });
});

it.each([
  ['https://open-upload.tiktokapis.com/video/?upload_id=1', true],
  ['https://upload.us.tiktokapis.com/video/', true],
  ['https://tiktokapis.com.evil.example/video/', false],
  ['https://eviltiktokapis.com/video/', false],
  ['http://open-upload.tiktokapis.com/video/', false],
  ['https://open-upload.tiktokapis.com:22/video/', false],
  ['https://a:b@open-upload.tiktokapis.com/video/', false],
])('TikTok has hosts by region, and %s is one: %s', (address, isOne) => {
  expect(judges.tiktok?.trusts(address)).toBe(isOne);
});

it.each(lookalikes('www.googleapis.com'))('a Drive’s bytes do not go to %j', async (address) => {
  const asked: string[] = [];
  const api = createDriveApi(
    { get: async () => 'token' },
    {
      addresses: buildDriveAddresses('https://www.googleapis.com'),
      send: async ({ url }) => {
        asked.push(url.href);
        return { status: 200, headers: {}, text: '{}' };
      },
    },
  );
  expect(await api.askUpload(address, 10)).toEqual({ state: 'gone' });
  const body = Readable.from([Buffer.alloc(10)]);
  expect(await api.sendChunk(address, { start: 0, bytes: 10, totalBytes: 10, body })).toEqual({ state: 'gone' });
  expect(asked).toEqual([]);
});

describe('an answer that leads elsewhere', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });
  async function serve(location?: string) {
    const paths: string[] = [];
    const server = createServer((request, response) => {
      paths.push(request.url ?? '');
      response.writeHead(location ? 302 : 200, location ? { location } : {}).end('body');
    });
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    return { paths, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/` };
  }

  it.each([
    ['sent', sendOverHttp],
    ['opened', openOverHttp],
  ])('is not followed when something is %s', async (_, ask) => {
    const inside = await serve();
    const platform = await serve(`${inside.url}latest/meta-data/`);
    const answer = await ask({
      method: 'GET',
      url: new URL(platform.url),
      headers: { authorization: 'Bearer secret' },
    });
    expect(answer.status).toBe(302);
    expect([platform.paths.length, inside.paths]).toEqual([1, []]);
  });
});

it.each(['javascript:alert(1)', 'data:text/html,<script>', 'file:///etc/passwd', 'vbscript:x', '', 7, {}])(
  '%j is no picture and no link of an account',
  (given) => {
    expect(ShownAddress.parse(given)).toBeNull();
  },
);

/** Every file of product code that can open a connection by itself. */
it('there is one place from which addresses are opened, and it is given platforms’ addresses only', () => {
  const root = new URL('../../', import.meta.url).pathname;
  const opens =
    /from '(?:node:)?(?:https?|http2|net|tls|dns|dns\/promises|dgram)'|from 'undici'|(?<![.\w])fetch\(|new WebSocket/;
  const files = ['functions', 'shared'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  );
  expect(files.length).toBeGreaterThan(500);
  const found = files.filter((name) => opens.test(readFileSync(`${root}${name}`, 'utf8')));
  expect(found.sort()).toEqual([
    // The client of the API that the page and the command line use: its own server.
    'shared/contract/client.ts',
    // Only asks whether a text is an address.
    'shared/domain/accounts/source-address.ts',
    'shared/platforms/send.ts',
  ]);
});
