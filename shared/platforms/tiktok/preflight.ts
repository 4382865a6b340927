import type { DestinationFacts, FileFacts, Finding } from '../../domain/platforms/platform-rules.ts';
import type { PublishRequest } from '../../domain/posts/post.ts';
import { maxVideoBytes } from './chunk-plan.ts';
import { CreatorInfo } from './creator-info.ts';
import { TiktokRequest } from './request.ts';

/** @see https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide */
const limits = { minRate: 23, maxRate: 60, minSide: 360, maxSide: 4096, maxSeconds: 600 } as const;
/** Frame rates come out of a header as averages: 59.94 is 60, and what rounding does must not decide. */
const rateTolerance = 0.05;
/** Sample entries of H.264, H.265, VP8 and VP9. */
const codecs = /^(avc[13]|hvc1|hev1|vp08|vp09)\b/i;

const refused = (code: string, message: string): Finding => ({ level: 'refused', code, message });

/** What TikTok would find wrong with a file and a post, before it has them. */
export function preflightTiktok(file: FileFacts, request: PublishRequest, destination: DestinationFacts): Finding[] {
  const creator = CreatorInfo.safeParse(destination.capabilities).data;
  const post = TiktokRequest.safeParse(request).data;
  return [
    ...checkSize(file),
    ...(file.media ? checkMedia(file.media, creator, post) : []),
    ...(post ? checkPost(post, creator) : []),
  ];
}

function checkSize({ sizeBytes }: FileFacts): Finding[] {
  if (sizeBytes <= maxVideoBytes) return [];
  return [refused('file_too_large', 'TikTok takes files up to 4 GB. Export the video smaller.')];
}

function checkMedia(
  media: NonNullable<FileFacts['media']>,
  creator: CreatorInfo | undefined,
  post: TiktokRequest | undefined,
): Finding[] {
  const { duration_seconds: seconds, frame_rate: rate, width, height, video_codec: codec } = media;
  const findings: Finding[] = [];
  const own = post?.mode === 'inbox' ? undefined : creator?.maxDurationSeconds;
  const longest = Math.min(limits.maxSeconds, own ?? limits.maxSeconds);
  if (seconds > longest) {
    const message = `TikTok takes videos up to ${longest} seconds from this account; this one has ${Math.ceil(seconds)}.`;
    findings.push(refused('too_long', message));
  }
  if (!codecs.test(codec)) {
    findings.push(refused('codec', `TikTok does not take the codec ${codec}. Export the video as H.264.`));
  }
  if (rate !== null && (rate < limits.minRate - rateTolerance || rate > limits.maxRate + rateTolerance)) {
    findings.push(refused('frame_rate', `TikTok takes 23 to 60 frames per second; this video has ${rate.toFixed(2)}.`));
  }
  if (Math.min(width, height) < limits.minSide || Math.max(width, height) > limits.maxSide) {
    const message = `TikTok takes pictures of 360 to 4096 pixels on each side; this one has ${width} × ${height}.`;
    findings.push(refused('picture_size', message));
  }
  if (post && post.mode === 'direct' && post.coverTimestampMs > seconds * 1000) {
    findings.push({ level: 'warning', code: 'cover_after_end', message: 'The cover frame lies behind the end.' });
  }
  return findings;
}

function checkPost(post: TiktokRequest, creator: CreatorInfo | undefined): Finding[] {
  if (post.mode === 'inbox') {
    const message = 'It becomes a draft in the TikTok inbox: words and audience are chosen in the TikTok app.';
    return [{ level: 'info', code: 'draft', message }];
  }
  const findings: Finding[] = [];
  if (creator && !creator.privacyLevels.includes(post.privacyLevel)) {
    const message = `This TikTok account offers only: ${creator.privacyLevels.join(', ')}.`;
    findings.push(refused('privacy_not_offered', message));
  }
  if (post.brandContent && post.privacyLevel === 'SELF_ONLY') {
    findings.push(refused('private_partnership', 'A paid partnership cannot be private.'));
  }
  const switchedOff = [
    ...(post.allowComments && creator?.commentDisabled ? ['commenting'] : []),
    ...(post.allowDuet && creator?.duetDisabled ? ['duet'] : []),
    ...(post.allowStitch && creator?.stitchDisabled ? ['stitch'] : []),
  ];
  if (switchedOff.length > 0) {
    const message = `Switched off in this TikTok account, so it stays off: ${switchedOff.join(', ')}.`;
    findings.push({ level: 'warning', code: 'switched_off_by_account', message });
  }
  return findings;
}
