import { createHash, type Hash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NoSuchUpload, S3Client, S3ServiceException, UploadPartCommand } from '@aws-sdk/client-s3';
import { type PartSink, UploadGoneError } from '../../domain/videos/part-sink.ts';

const silent = () => undefined;
/** The SDK would warn on the console of every body that breaks off, which the error says already. */
const quiet = { debug: silent, info: silent, warn: silent, error: silent };

/** Parts that Hopper itself sends into one S3 bucket. */
export function createS3PartSink(bucket: string): PartSink {
  // A checksum of the SDK's would come after the body, in chunks that are signed one by one; the ETag says the same.
  const client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', logger: quiet });
  return {
    async send({ objectKey, uploadId }, { partNumber, sizeBytes, body }, signal) {
      const md5 = createHash('md5');
      const counted = counting(sizeBytes, md5);
      const flow = watchFlow(body, counted);
      const command = new UploadPartCommand({
        Bucket: bucket,
        Key: objectKey,
        UploadId: uploadId,
        PartNumber: partNumber,
        ContentLength: sizeBytes,
        Body: counted,
      });
      try {
        const { ETag } = await client.send(command, { abortSignal: AbortSignal.any([signal, flow.broken]) });
        assertArrived(ETag, md5);
      } catch (error) {
        signal.throwIfAborted();
        // The SDK only says that it was told to stop.
        flow.broken.throwIfAborted();
        throw isGone(error) ? new UploadGoneError({ cause: error }) : error;
      } finally {
        counted.destroy();
        body.destroy();
        await flow.ended;
      }
    },
  };
}

/**
 * What goes wrong with the source of a body. The SDK pipes a body and would wait for ever for one that breaks off.
 * @returns `broken` aborts with the source's own error
 */
function watchFlow(body: Readable, counted: Transform): { broken: AbortSignal; ended: Promise<void> } {
  const broken = new AbortController();
  const ended = pipeline(body, counted).catch((error: unknown) => broken.abort(error));
  return { broken: broken.signal, ended };
}

/** Passes on what it gets, and fails when that is not exactly so much: S3 would wait for the rest. */
function counting(sizeBytes: number, md5: Hash): Transform {
  let seen = 0;
  const wrong = () => new Error(`The part has ${seen} bytes instead of ${sizeBytes}.`);
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      seen += piece.length;
      if (seen > sizeBytes) return done(wrong());
      md5.update(piece);
      done(null, piece);
    },
    flush(done) {
      done(seen === sizeBytes ? null : wrong());
    },
  });
}

/**
 * The ETag of a part is the MD5 of its bytes, as the bucket encrypts with S3's own keys.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function assertArrived(etag: string | undefined, md5: Hash): void {
  const sent = md5.digest('hex');
  if (etag?.replaceAll('"', '') !== sent) throw new Error(`S3 stored ${etag} where ${sent} was sent.`);
}

function isGone(error: unknown): boolean {
  return error instanceof NoSuchUpload || (error instanceof S3ServiceException && error.name === 'NoSuchUpload');
}
