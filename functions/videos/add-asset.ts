import { assetRules, findAssetRule } from '../../shared/contract/settings/assets.ts';
import { type FieldProblem, HopperError } from '../../shared/domain/hopper-error.ts';
import { buildAssetKey } from '../../shared/domain/videos/object-key.ts';
import { changeAsset } from './change-asset.ts';
import type { VideosEndpoint } from './endpoint.ts';

/** A video is one row of the database, and its files are named in it. */
const maxAssets = 60;

/** Where to PUT a file that goes out beside the video. */
export const addAsset: VideosEndpoint<'addAsset'> = async ({ params, body }, { caller, now }, deps) => {
  const { kind, content_type: contentType, size_bytes: sizeBytes } = body;
  const problem = findProblem(kind, contentType, sizeBytes);
  if (problem) throw new HopperError('invalid_input', problem.message, { details: [problem] });
  const owner = { ownerId: caller.userId, videoId: params.videoId };
  const asset = { objectKey: buildAssetKey(owner, deps.newObjectName()), contentType, sizeBytes };
  await changeAsset(deps, { ...owner, now }, ({ assets, pendingAssets }) => {
    const kinds = new Set([...Object.keys(assets), ...Object.keys(pendingAssets), kind]);
    if (kinds.size > maxAssets) throw new HopperError('conflict', `At most ${maxAssets} files beside a video.`);
    return { assets, pendingAssets: { ...pendingAssets, [kind]: asset } };
  });
  return { kind, upload: await deps.media.signPut(asset) };
};

function findProblem(kind: string, contentType: string, sizeBytes: number): FieldProblem | undefined {
  const rule = findAssetRule(kind);
  if (!rule) return { path: 'kind', message: `Send one of ${Object.keys(assetRules).join(', ')}.` };
  if (!rule.contentTypes.includes(contentType)) {
    return { path: 'content_type', message: `Only ${rule.contentTypes.join(', ')}.` };
  }
  const mebibytes = rule.maxBytes / 1024 ** 2;
  return sizeBytes > rule.maxBytes ? { path: 'size_bytes', message: `At most ${mebibytes} MiB.` } : undefined;
}
