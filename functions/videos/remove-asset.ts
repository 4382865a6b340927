import { HopperError } from '../../shared/domain/hopper-error.ts';
import { changeAsset, without } from './change-asset.ts';
import type { VideosEndpoint } from './endpoint.ts';

/** Takes a file away from the video, or forgets one that was announced. */
export const removeAsset: VideosEndpoint<'removeAsset'> = async ({ params }, { caller, now }, deps) => {
  const { kind, videoId } = params;
  await changeAsset(deps, { ownerId: caller.userId, videoId, now }, ({ assets, pendingAssets }) => {
    if (!assets[kind] && !pendingAssets[kind]) throw new HopperError('not_found', `The video has no file ${kind}.`);
    return { assets: without(assets, kind), pendingAssets: without(pendingAssets, kind) };
  });
  return { ok: true };
};
