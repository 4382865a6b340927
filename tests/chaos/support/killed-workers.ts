import { platformNames } from '../../../shared/contract/platform-names.ts';
import { registerUser } from '../../support/hopper-user.ts';
import { startStack } from '../../support/stack.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { addVideos } from './add-videos.ts';
import { generousPlatforms } from './generous-platforms.ts';
import { judgeVideos, type Verdict } from './judge-videos.ts';
import { killWorkers } from './killer.ts';

export interface ChaosOptions {
  readonly videos: number;
  readonly kills: number;
  readonly seed: number;
  readonly leaseSeconds: number;
}

export interface ChaosFigures extends Verdict {
  readonly killed: number;
  readonly seconds: number;
}

/** Who has an account at every simulated platform. */
const people = ['ada', 'ben', 'north-studio'];
const stalledMs = 240_000;

/** Posts videos of three users to all platforms on a Hopper of its own, and kills its workers while it does. */
export async function runKilledWorkers({ videos, kills, seed, leaseSeconds }: ChaosOptions): Promise<ChaosFigures> {
  const stack = await startStack({ env: { SIM_OPTIONS: generousPlatforms, LEASE_SECONDS: String(leaseSeconds) } });
  const folder = await tempFolder();
  try {
    const users = await Promise.all(people.map((account) => connectEverywhere(stack.url, account)));
    const begin = Date.now();
    const killing = killWorkers(stack, { posts: videos * platformNames.length, kills, seed, stalledMs });
    const shares = users.map((user, index) => {
      const count = Math.floor((videos + index) / users.length);
      return addVideos(user, { count, prefix: `chaos-${people[index]}`, folder: folder.path });
    });
    const added = (await Promise.all(shares)).flat();
    const { killed } = await killing;
    const seconds = (Date.now() - begin) / 1000;
    // The platform has it a moment before Hopper has heard so.
    for (const { user, id } of added)
      await user.waitFor(id, ({ status }) => status === 'uploaded', 60).catch(() => null);
    return { ...(await judgeVideos(added, await stack.ledger())), killed, seconds };
  } finally {
    await stack.stop();
    await folder.remove();
  }
}

async function connectEverywhere(url: string, account: string) {
  const user = await registerUser(url);
  for (const platform of platformNames) await user.connect(platform, account);
  await user.client.setGlobalSettings({ body: { title_template: '{filename}' } });
  await user.client.setInstagramSettings({ body: { caption_template: '{filename}' } });
  return user;
}
