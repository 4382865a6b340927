import { PassThrough, type Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { exactBytes } from '../../../shared/platforms/google-drive/exact-bytes.ts';
import { pacedBody } from '../../../shared/transfer/copy/paced-body.ts';
import { buildTransfer } from '../../transfers/support/build-transfer.ts';

const { options, ...transfer } = buildTransfer();
const paced = (body: Readable) => {
  const limited = { ...transfer, options: { ...options, bytesPerSecond: 65_536 } };
  return pacedBody(body, { transfer: limited, pace: async () => undefined });
};

it.each([
  ['at once', (body: Readable) => body],
  ['with a limit', paced],
])('a download that breaks off before it is read tells whoever reads it then: %s', async (_name, wrap) => {
  const download = new PassThrough();
  const body = wrap(exactBytes(download, 10, undefined));
  download.destroy(new Error('reset'));
  // Without a listener the error would end the process here.
  await setImmediate();
  await setImmediate();
  await expect(body.toArray()).rejects.toMatchObject({ kind: 'transient', causeCode: 'unreachable' });
});
