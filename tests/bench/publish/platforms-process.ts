// The simulated platforms in a process of their own. Sends its address to the parent.
import { startPlatforms } from '../../../local/platforms/start-platforms.ts';
import { instagramRedirectUri } from '../../support/instagram-simulator.ts';
import { tiktokRedirectUri } from '../../support/tiktok-simulator.ts';
import { redirectUris } from '../../support/youtube-simulator.ts';

const [dataDir = ''] = process.argv.slice(2);
const server = await startPlatforms({
  dataDir,
  autoConsent: true,
  redirectUris: [...redirectUris, tiktokRedirectUri, instagramRedirectUri],
  // The file is all zeros, and nobody looks at it afterwards.
  youtube: { dailyInserts: 100_000, maxKeptBytes: 0 },
  tiktok: { maxKeptBytes: 0 },
  instagram: { checksFiles: false, maxReelBytes: Number.MAX_SAFE_INTEGER, maxKeptBytes: 0 },
});
process.send?.(server.url);
process.once('disconnect', () => process.exit());
