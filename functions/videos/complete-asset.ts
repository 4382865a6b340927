import type { ErrorCode } from '../../shared/contract/errors.ts';
import { HopperError } from '../../shared/domain/hopper-error.ts';
import type { Asset } from '../../shared/domain/platforms/platform-rules.ts';
import { assetSignatureBytes, hasSignatureOf } from '../../shared/domain/videos/asset-signature.ts';
import { changeAsset, without } from './change-asset.ts';
import type { Deps } from './deps.ts';
import type { VideosEndpoint } from './endpoint.ts';
import { getOwnVideo } from './get-own-video.ts';
import { viewVideo } from './view-videos.ts';

/** Proves a file that has arrived and puts it beside the video. A repetition finds it there. */
export const completeAsset: VideosEndpoint<'completeAsset'> = async ({ params }, { caller, now }, deps) => {
  const { kind, videoId } = params;
  const call = { ownerId: caller.userId, videoId, now };
  const video = await getOwnVideo(deps, call.ownerId, videoId);
  const pending = video.pendingAssets[kind];
  if (!pending && video.assets[kind]) return viewVideo(deps, video);
  if (!pending) throw new HopperError('not_found', `No file ${kind} was announced.`);
  const problem = await findProblem(deps, pending);
  if (problem === 'wrong_file_type') {
    await changeAsset(deps, call, ({ assets, pendingAssets }) => ({
      assets,
      pendingAssets: without(pendingAssets, kind),
    }));
  }
  if (problem) throw new HopperError(problem, texts[problem]);
  const { view } = await changeAsset(deps, call, ({ assets, pendingAssets }) => {
    // Announced anew while this one was looked at: that one has to be completed by itself.
    if (pendingAssets[kind]?.objectKey !== pending.objectKey) throw new HopperError('conflict');
    return { assets: { ...assets, [kind]: pending }, pendingAssets: without(pendingAssets, kind) };
  });
  return view;
};

const texts = {
  size_mismatch: 'The file has not arrived as it was announced. Send it to its URL, then call this again.',
  wrong_file_type: 'The file is not of the type that was announced. Announce it again.',
} as const satisfies Partial<Record<ErrorCode, string>>;

async function findProblem(deps: Deps, asset: Asset): Promise<keyof typeof texts | undefined> {
  if ((await deps.media.size(asset.objectKey)) !== asset.sizeBytes) return 'size_mismatch';
  const end = Math.min(assetSignatureBytes, asset.sizeBytes) - 1;
  const chunks: Uint8Array[] = [];
  for await (const chunk of await deps.media.open(asset.objectKey, 0, end)) chunks.push(chunk);
  return hasSignatureOf(asset.contentType, Buffer.concat(chunks)) ? undefined : 'wrong_file_type';
}
