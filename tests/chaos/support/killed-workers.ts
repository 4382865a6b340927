import { setTimeout as delay } from 'node:timers/promises';
import { platformNames } from '../../../shared/contract/platform-names.ts';
import { registerUser } from '../../support/hopper-user.ts';
import { startStack } from '../../support/stack.ts';
import { sweepOften } from '../../support/sweep-often.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { type AddedVideo, addVideos } from './add-videos.ts';
import { generousPlatforms } from './generous-platforms.ts';
import { judgeVideos, listTold, type Verdict } from './judge-videos.ts';
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
const toldMs = 180_000;

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
    const { killed } = await sweepOften(stack, () => killing);
    const seconds = (Date.now() - begin) / 1000;
    await sweepOften(stack, () => waitUntilTold(added));
    return { ...(await judgeVideos(added, await stack.ledger())), killed, seconds };
  } finally {
    await stack.stop();
    await folder.remove();
  }
}

/** The platform has a video before Hopper has heard so, for as long as a lease and a sweep if the worker died in between. */
async function waitUntilTold(added: readonly AddedVideo[]): Promise<void> {
  for (const until = Date.now() + toldMs; Date.now() < until; await delay(1000)) {
    const told = await listTold(added);
    if (added.every(({ id }) => told.get(id)?.status === 'uploaded')) return;
  }
}

async function connectEverywhere(url: string, account: string) {
  const user = await registerUser(url);
  for (const platform of platformNames) await user.connect(platform, account);
  await user.client.setGlobalSettings({ body: { title_template: '{filename}' } });
  await user.client.setInstagramSettings({ body: { caption_template: '{filename}' } });
  return user;
}
