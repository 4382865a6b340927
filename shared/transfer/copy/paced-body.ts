import { pipeline, type Readable, Transform } from 'node:stream';
import type { ItemContext } from '../item-runner.ts';

/** The body at the speed that the transfer may have; the very same where there is no limit. */
export function pacedBody(body: Readable, context: Pick<ItemContext, 'transfer' | 'pace'>): Readable {
  if (context.transfer.options.bytesPerSecond === null) return body;
  const paced = new Transform({
    transform(piece: Buffer, _encoding, done) {
      context.pace(piece.length).then(() => done(null, piece), done);
    },
  });
  // Whichever end fails, the other one is closed; the error itself comes out of the paced stream.
  pipeline(body, paced, () => undefined);
  return paced.on('error', () => undefined);
}
