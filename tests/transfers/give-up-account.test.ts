import { describe, expect, it } from '@jest/globals';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import { type GiveUpDeps, giveUpAccount } from '../../shared/transfer/give-up-account.ts';
import { buildConnection, plainVault } from '../support/build-connection.ts';
import { buildDriveAccount } from '../support/build-drive-account.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const hour = 3600_000;

/** One account whose last session is over, at a Google that notes what is revoked. */
function createWorld(changes: Partial<GiveUpDeps> = {}, neededFor = -1) {
  const clock = createVirtualClock();
  let account = buildDriveAccount({ neededUntil: clock.now() + neededFor });
  let isThere = true;
  const revoked: string[] = [];
  const deps: GiveUpDeps = {
    accounts: {
      find: async () => (isThere ? account : undefined),
      list: async () => (isThere ? [account] : []),
      removeUnneeded: async (seen, now) => {
        if (account.neededUntil > now || seen.tokenVersion !== account.tokenVersion) return false;
        isThere = false;
        return true;
      },
    },
    connections: { list: async () => [] },
    transfers: { isNeeded: async () => false },
    vault: plainVault,
    oauth: { revoke: async ({ refreshToken }) => void revoked.push(refreshToken ?? '') },
    clock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...changes,
  };
  return {
    revoked,
    isThere: () => isThere,
    grantAnew: () => {
      account = { ...account, tokenVersion: account.tokenVersion + 1, neededUntil: clock.now() + hour };
    },
    giveUp: () => giveUpAccount(deps, { ownerId: account.ownerId, connectionId: account.connectionId }),
  };
}

describe('a Drive account that was asked to be given up', () => {
  it('is ended at Google and forgotten', async () => {
    const world = createWorld();
    await world.giveUp();
    expect(world.revoked).toEqual(['refresh-1']);
    expect(world.isThere()).toBe(false);
    await expect(world.giveUp()).resolves.toBeUndefined();
  });

  it('stays while a session needs it', async () => {
    const world = createWorld({}, hour);
    await world.giveUp();
    expect([world.revoked, world.isThere()]).toEqual([[], true]);
  });

  it('stays while an unfinished transfer needs it', async () => {
    const world = createWorld({ transfers: { isNeeded: async () => true } });
    await world.giveUp();
    expect([world.revoked, world.isThere()]).toEqual([[], true]);
  });

  it.each([
    ['a channel', { connections: { list: async () => [buildConnection()] } }],
    [
      'another Drive',
      {
        accounts: {
          find: async () => buildDriveAccount({ neededUntil: 0 }),
          list: async () => [buildDriveAccount(), buildDriveAccount({ connectionId: 'drive-2' })],
          removeUnneeded: async () => true,
        },
      },
    ],
  ])('is only forgotten here while %s may hang on the grant at Google', async (_what, changes) => {
    const world = createWorld(changes);
    await world.giveUp();
    expect(world.revoked).toEqual([]);
  });

  it('and has a channel of YouTube beside it is forgotten all the same', async () => {
    const world = createWorld({ connections: { list: async () => [buildConnection()] } });
    await world.giveUp();
    expect(world.isThere()).toBe(false);
  });

  it('stays known until Google has answered', async () => {
    const failing = async () => Promise.reject(new PlatformError('transient', 'http_503', 'Later.'));
    const world = createWorld({ oauth: { revoke: failing } });
    await expect(world.giveUp()).resolves.toBeUndefined();
    expect(world.isThere()).toBe(true);
  });

  it('keeps its row when it is granted anew meanwhile', async () => {
    const world = createWorld({ oauth: { revoke: async () => world.grantAnew() } });
    await world.giveUp();
    expect(world.isThere()).toBe(true);
  });

  it('is forgotten when its tokens never open', async () => {
    const broken = { ...plainVault, open: async () => Promise.reject(new Error('another context')) };
    const world = createWorld({ vault: broken });
    await world.giveUp();
    expect([world.revoked, world.isThere()]).toEqual([[], false]);
  });
});
