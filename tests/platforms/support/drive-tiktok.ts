import type { Publisher, StepResult, VideoSource } from '../../../shared/domain/posts/publisher.ts';
import { PlatformError } from '../../../shared/domain/posts/publisher.ts';
import { createTiktokPublisher } from '../../../shared/platforms/tiktok/publisher.ts';
import type { TiktokRequest } from '../../../shared/platforms/tiktok/request.ts';
import type { TiktokSimulator } from '../../support/tiktok-simulator.ts';
import { type DriveOptions, drivePublisher } from './drive-publisher.ts';

/** A post with every switch off, for the owner alone. */
export const plainRequest: TiktokRequest = {
  mode: 'direct',
  title: 'A title',
  privacyLevel: 'SELF_ONLY',
  allowComments: false,
  allowDuet: false,
  allowStitch: false,
  coverTimestampMs: 0,
  brandContent: false,
  brandOrganic: false,
  isAigc: false,
};

/** Posts one video after the other, each with a caption of its own by which the ledger finds it. */
export function createTiktokDriver(simulator: TiktokSimulator, source: VideoSource & { readonly sha256: string }) {
  let token = '';
  let posts = 0;
  let title = '';
  const publisher: Publisher = createTiktokPublisher(simulator.addresses);

  const driver = {
    /** Begins the next post: another caption, a fresh grant, no faults. */
    async begin(account = 'ada'): Promise<void> {
      posts += 1;
      title = `Video ${posts}`;
      await simulator.setFaults();
      // The windows of the rate limits are minutes.
      await simulator.advance(61);
      token = (await simulator.connect(account)).accessToken;
    },
    /** Drives to the end, or to `until`, from a checkpoint. */
    drive(options: Partial<DriveOptions> = {}): Promise<StepResult[]> {
      const accessToken = async (refused?: string) => {
        if (refused === token) token = (await simulator.connect()).accessToken;
        return token;
      };
      const wait = simulator.advance;
      const request = { ...plainRequest, title, ...options.request };
      return drivePublisher({ publisher, source, accessToken, wait, ...options, request });
    },
    async driveToFailure(options: Partial<DriveOptions> = {}): Promise<PlatformError> {
      const error = await driver.drive(options).catch((reason: unknown) => reason);
      if (error instanceof PlatformError) return error;
      throw new Error(`ended otherwise: ${JSON.stringify(error)}`);
    },
    /** What there is of this post at TikTok. */
    async atTiktok() {
      return (await simulator.ledger()).filter((row) => row.title === title);
    },
    /** Undefined when there is exactly one post, whole, and it is the one that was reported. */
    async problemOf(results: readonly StepResult[]): Promise<string | undefined> {
      const last = results.at(-1);
      const rows = await driver.atTiktok();
      const [row] = rows;
      const isRight =
        rows.length === 1 &&
        last?.state === 'published' &&
        last.remoteId === row?.remoteId &&
        row.sha256 === source.sha256 &&
        row.bytes === source.sizeBytes;
      return isRight ? undefined : JSON.stringify({ last, rows });
    },
  };
  return driver;
}
export type TiktokDriver = ReturnType<typeof createTiktokDriver>;

export function checkpointOf(results: readonly StepResult[]): unknown {
  const last = results.at(-1);
  return last && 'checkpoint' in last ? last.checkpoint : undefined;
}
