import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { checkpointOf, type InstagramWorld, startInstagramWorld } from './support/instagram-world.ts';

/** More than one page of the account's list. */
const others = 30;
let world: InstagramWorld;

beforeAll(async () => {
  world = await startInstagramWorld('facebook_login', { instagram: { dailyContainers: 1000 } });
});
afterAll(() => world.close());

it('finds a post whose answer was lost although the account has posted many others since', async () => {
  await world.simulator.setFaults({ operation: 'media.publish', kind: 'after-effect' });
  const lost = await world.drive({
    until: (result) => JSON.stringify(result).includes('"searching"'),
  });
  const caption = (await world.onAccount())[0]?.title ?? '';
  for (let other = 0; other < others; other += 1) {
    world.newCaption();
    await world.drive();
  }
  const results = await world.drive({ checkpoint: checkpointOf(lost), request: { caption } });
  const rows = (await world.simulator.ledger()).filter(({ title }) => title === caption);
  expect(rows).toHaveLength(1);
  expect(results.at(-1)).toMatchObject({ state: 'published', remoteId: rows[0]?.remoteId });
}, 120_000);
