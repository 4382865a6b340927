import { plainRequest } from '../../platforms/support/drive-tiktok.ts';
import { buildInstagramRequest } from '../../platforms/support/instagram-world.ts';
import { controlInstagramSimulator } from '../../support/instagram-simulator.ts';
import { controlTiktokSimulator } from '../../support/tiktok-simulator.ts';
import { controlYoutubeSimulator } from '../../support/youtube-simulator.ts';
import type { BenchJob } from './bench-job.ts';

/** A way in which bytes get to a platform. */
export interface Way {
  readonly name: string;
  /** The simulator's operation that receives the bytes. */
  readonly operation: string;
  /** The largest file that this platform takes, bytes. */
  readonly maxBytes: number;
  readonly job: Omit<BenchJob, 'size'>;
}

const instagramId = '17841400000000001';

/** All ways, each with access of its own. */
export async function openWays(url: string): Promise<Way[]> {
  const [youtube, tiktok, instagram] = [
    await controlYoutubeSimulator(url).connect(),
    await controlTiktokSimulator(url).connect(),
    controlInstagramSimulator(url),
  ];
  const byInstagram = async (variant: 'instagram_login' | 'facebook_login', name: string, operation: string) => ({
    name: `Instagram by ${name}`,
    operation,
    maxBytes: 300 * 1024 ** 2,
    job: {
      platform: 'instagram' as const,
      token: (await instagram.connect(variant)).accessToken,
      account: { remoteId: instagramId, variant },
      request: buildInstagramRequest(),
    },
  });
  const plain = { remoteId: 'UC1', variant: null };
  return [
    {
      name: 'YouTube',
      operation: 'videos.insert.upload',
      maxBytes: 256e9,
      job: { platform: 'youtube', token: youtube.accessToken, account: plain },
    },
    {
      name: 'TikTok',
      operation: 'upload',
      maxBytes: 4 * 1024 ** 3,
      job: { platform: 'tiktok', token: tiktok.accessToken, account: plain, request: plainRequest },
    },
    await byInstagram('facebook_login', 'Facebook Login', 'rupload'),
    await byInstagram('instagram_login', 'Instagram Login', 'container.fetch'),
  ];
}
