import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import type { Publisher } from '../../../shared/domain/posts/publisher.ts';
import { createInstagramPublisher } from '../../../shared/platforms/instagram/publisher.ts';
import type { Send } from '../../../shared/platforms/send.ts';
import { buildTiktokAddresses } from '../../../shared/platforms/tiktok/addresses.ts';
import { createTiktokPublisher } from '../../../shared/platforms/tiktok/publisher.ts';
import { buildYoutubeAddresses } from '../../../shared/platforms/youtube/addresses.ts';
import { createYoutubePublisher } from '../../../shared/platforms/youtube/publisher.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { createGrants, type Grants } from './platforms/grants.ts';
import { createInstagramModel } from './platforms/instagram-model.ts';
import type { LedgerRow, PlatformFaults, PlatformModel } from './platforms/platform-model.ts';
import { createTiktokModel } from './platforms/tiktok-model.ts';
import { createYoutubeModel } from './platforms/youtube-model.ts';
import type { Random } from './seeded-random.ts';

interface PlatformsOptions {
  readonly random: Random;
  readonly faults: () => PlatformFaults;
  readonly grantTrouble: () => number;
  readonly processingMs: number;
}

/** All platforms of a world, with their token endpoints. */
export interface SimulatedPlatforms {
  readonly models: Readonly<Record<PlatformName, PlatformModel>>;
  readonly grants: Readonly<Record<PlatformName, Grants>>;
  ledger(): LedgerRow[];
  bytesReceived(): number;
}

const hour = 3600;

export function createPlatforms(world: VirtualClock, options: PlatformsOptions): SimulatedPlatforms {
  const { random, faults, grantTrouble: trouble, processingMs } = options;
  const grants = {
    youtube: createGrants(world, random, { accessSeconds: hour, rotates: false, trouble }),
    tiktok: createGrants(world, random, { accessSeconds: 2 * hour, rotates: true, trouble }),
    instagram: createGrants(world, random, { accessSeconds: 60 * 24 * hour, rotates: false, trouble }),
  };
  const common = { world, random, faults, processingMs };
  const models = {
    youtube: createYoutubeModel({ ...common, grants: grants.youtube }),
    tiktok: createTiktokModel({ ...common, grants: grants.tiktok }),
    instagram: createInstagramModel({ ...common, grants: grants.instagram }),
  };
  return {
    models,
    grants,
    ledger: () => Object.values(models).flatMap((model) => model.ledger()),
    bytesReceived: () => Object.values(models).reduce((sum, model) => sum + model.bytesReceived(), 0),
  };
}

const graph = 'https://graph.example';
const instagramAddresses = {
  instagramAuthorize: graph,
  instagramApi: graph,
  facebookAuthorize: graph,
  graph: { instagram_login: graph, facebook_login: graph },
  upload: 'https://rupload.example',
  version: 'v26.0',
};

/** The product's own code of a platform over a `send` that the world controls. */
export const publishersOver: Readonly<Record<PlatformName, (send: Send) => Publisher>> = {
  youtube: (send) => createYoutubePublisher(buildYoutubeAddresses('https://youtube.example'), send),
  tiktok: (send) => createTiktokPublisher(buildTiktokAddresses('https://tiktok.example'), send),
  instagram: (send) => createInstagramPublisher(instagramAddresses, send),
};
