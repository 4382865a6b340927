// The simulated platforms in a process of their own. Sends its address to the parent.
import { startPlatforms } from '../../../local/platforms/start-platforms.ts';
import { redirectUris } from '../../support/youtube-simulator.ts';

const [dataDir = ''] = process.argv.slice(2);
const server = await startPlatforms({ dataDir, autoConsent: true, redirectUris, youtube: { dailyInserts: 100_000 } });
process.send?.(server.url);
process.once('disconnect', () => process.exit());
