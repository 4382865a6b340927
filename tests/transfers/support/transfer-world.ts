import { createCopyRecords } from '../../../shared/adapters/dynamo/copy-records.ts';
import { createTransferStore } from '../../../shared/adapters/dynamo/transfer-store.ts';
import { createVideoStore } from '../../../shared/adapters/dynamo/video-store.ts';
import { createWorkIndex } from '../../../shared/adapters/dynamo/work-index.ts';
import type { SealedTokens } from '../../../shared/domain/connections/sealed-tokens.ts';
import { createSteppedClock, type SteppedClock } from '../../crash/support/stepped-clock.ts';
import { type DriveWorld, startDriveWorld } from '../../platforms/drive/drive-sim-world.ts';
import { redirectUri, scope } from '../../platforms/youtube-sim-world.ts';
import { sealPlainly } from '../../support/build-connection.ts';
import type { Dynoxide } from '../../support/dynoxide.ts';
import { createTestTable } from '../../support/test-table.ts';
import { type DriveHands, openDriveHands, readTree, type TreeRow } from './drive-hands.ts';

export type DriveOptions = NonNullable<NonNullable<Parameters<typeof startDriveWorld>[0]>['drive']>;

/** Drives and a table, both real as far as they can be here, under a time that moves only when told. */
export interface TransferWorld {
  readonly clock: SteppedClock;
  readonly drive: DriveWorld;
  readonly stores: {
    readonly transfers: ReturnType<typeof createTransferStore>;
    readonly records: ReturnType<typeof createCopyRecords>;
    readonly videos: ReturnType<typeof createVideoStore>;
    readonly work: ReturnType<typeof createWorkIndex>;
  };
  /** What an account has granted Hopper, all of its Drive. */
  grant(account: string): Promise<SealedTokens>;
  hands(account: string): Promise<DriveHands>;
  tree(): Promise<readonly TreeRow[]>;
  close(): Promise<void>;
}

/** Limits that no test reaches who does not want to. */
const generous = { unitsPerMinute: 1_000_000_000, storageBytes: null } satisfies DriveOptions;

/** @param dynoxide one that others use as well */
export async function openTransferWorld(dynoxide: Dynoxide, options: DriveOptions = {}): Promise<TransferWorld> {
  const clock = createSteppedClock();
  const drive = await startDriveWorld({ clock: clock.now, drive: { ...generous, ...options } });
  process.env.GOOGLE_OAUTH_AUTHORIZE_URL = `${drive.url}/google-oauth/o/oauth2/v2/auth`;
  process.env.GOOGLE_OAUTH_TOKEN_URL = `${drive.url}/google-oauth/token`;
  process.env.GOOGLE_OAUTH_REVOKE_URL = `${drive.url}/google-oauth/revoke`;
  const table = await createTestTable(dynoxide.url);
  return {
    clock,
    drive,
    stores: {
      transfers: createTransferStore(table),
      records: createCopyRecords(table),
      videos: createVideoStore(table),
      work: createWorkIndex(table),
    },
    async grant(account) {
      const code = await drive.consent({ sim_account: account, scope: scope('drive') });
      const { access_token: accessToken, refresh_token: refreshToken } = (await drive.exchange(code)).json;
      return sealPlainly({ accessToken, refreshToken });
    },
    hands: (account) => openDriveHands({ url: drive.url, account, redirectUri }),
    tree: () => readTree(drive.url),
    async close() {
      table.client.destroy();
      await drive.close();
    },
  };
}
