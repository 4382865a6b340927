import { youtubeAssets } from '../../contract/settings/youtube-assets.ts';
import type { DestinationFacts, FileFacts, Finding } from '../../domain/platforms/platform-rules.ts';
import type { PublishRequest } from '../../domain/posts/post.ts';
import { isVerifiedChannel } from './capabilities.ts';
import { YoutubeRequest } from './request.ts';

const maxBytes = 256 * 1024 ** 3;
const maxSeconds = 12 * 3600;
const unverifiedSeconds = 15 * 60;
export const shortSeconds = 3 * 60;

/**
 * Codecs by the first four characters of their RFC 6381 names; YouTube takes more, in containers that Hopper does not.
 * @see https://support.google.com/youtube/troubleshooter/2888402
 */
const videoCodecs = /^(avc[1-4]|hvc1|hev1|vp08|vp09|av01|mp4v|ap[c4][a-z]|AVdh)/;
const audioCodecs = /^(mp4a|ac-3|ec-3|opus|flac|alac|\.mp3|lpcm|ipcm|sowt|twos|in24|fl32)/i;

/** What would go wrong with a file and its words at a channel. */
export function preflightYoutube(
  file: FileFacts,
  request: PublishRequest,
  { capabilities }: DestinationFacts,
): Finding[] {
  const asked = YoutubeRequest.parse(request);
  const verified = isVerifiedChannel(capabilities);
  return [
    ...checkSize(file),
    ...checkDuration(file, verified),
    ...checkOpening(asked),
    ...checkCodecs(file),
    ...noteShort(file, asked),
    ...checkFiles(asked, verified),
  ];
}

/** @see https://support.google.com/youtube/answer/71673 */
function checkSize({ sizeBytes }: FileFacts): Finding[] {
  if (sizeBytes <= maxBytes) return [];
  return [refused('file_too_large', 'YouTube takes files up to 256 GiB. Export the video with a lower bit rate.')];
}

function checkDuration({ media }: FileFacts, verified: boolean | undefined): Finding[] {
  const seconds = media?.duration_seconds ?? 0;
  if (seconds > maxSeconds) return [refused('too_long', 'YouTube takes videos up to 12 hours. Cut it into parts.')];
  if (seconds <= unverifiedSeconds || verified) return [];
  const rule = 'Only verified channels may post videos longer than 15 minutes. Verify this one at youtube.com/verify';
  if (verified === false) return [refused('channel_not_verified', `${rule}, then refresh the account here.`)];
  return [warning('channel_maybe_not_verified', `${rule} if it is not: YouTube did not say.`)];
}

/** The default of an account may have changed since the video was given its time. */
function checkOpening({ publishAt, visibility }: YoutubeRequest): Finding[] {
  if (publishAt === null || visibility === 'private') return [];
  const message = `Only private videos can be made public at a time, and this one is ${visibility}. Make it private, or take publish_at away.`;
  return [refused('publish_at_not_private', message)];
}

function checkCodecs({ media }: FileFacts): Finding[] {
  if (!media) return [];
  const { video_codec, audio_codec } = media;
  const findings: Finding[] = [];
  if (!videoCodecs.test(video_codec)) {
    const message = `YouTube may not understand the video codec ${video_codec}. H.264 is always understood.`;
    findings.push(warning('video_codec', message));
  }
  if (audio_codec !== null && !audioCodecs.test(audio_codec)) {
    findings.push(
      warning('audio_codec', `YouTube may not understand the audio codec ${audio_codec}. AAC is always understood.`),
    );
  }
  if (audio_codec === null) findings.push({ level: 'info', code: 'no_sound', message: 'The video has no sound.' });
  return findings;
}

/**
 * No field makes a Short: YouTube decides by shape and length.
 * @see https://support.google.com/youtube/answer/15424877
 */
function noteShort({ media }: FileFacts, { thumbnail }: YoutubeRequest): Finding[] {
  if (!media || media.height < media.width || media.duration_seconds > shortSeconds) return [];
  const message = 'Square and vertical videos of up to 3 minutes become Shorts.';
  const findings: Finding[] = [{ level: 'info', code: 'becomes_short', message }];
  if (!thumbnail) return findings;
  return [...findings, warning('short_thumbnail', 'YouTube may not show a thumbnail of your own on a Short.')];
}

function checkFiles({ thumbnail, captions }: YoutubeRequest, verified: boolean | undefined): Finding[] {
  const findings: Finding[] = [];
  if (thumbnail && verified === false) {
    const message =
      'Only verified channels may have thumbnails of their own: the video will go out without it. Verify the channel at ' +
      'youtube.com/verify.';
    findings.push(warning('thumbnail_not_allowed', message));
  }
  const image = youtubeAssets['youtube.thumbnail'];
  if (thumbnail && thumbnail.sizeBytes > image.maxBytes) {
    findings.push(
      warning('thumbnail_too_large', 'YouTube takes thumbnails up to 50 MB: the video will go out without it.'),
    );
  }
  if (thumbnail && !image.contentTypes.some((type) => type === thumbnail.contentType)) {
    findings.push(
      warning('thumbnail_type', 'YouTube takes thumbnails as JPEG or PNG: the video will go out without it.'),
    );
  }
  const { maxBytes: maxCaptionBytes } = youtubeAssets['youtube.captions.<language>'];
  for (const { language } of captions.filter(({ file }) => file.sizeBytes > maxCaptionBytes)) {
    findings.push(
      warning('captions_too_large', `YouTube takes captions up to 100 MB: those in ${language} will be missing.`),
    );
  }
  return findings;
}

function refused(code: string, message: string): Finding {
  return { level: 'refused', code, message };
}

function warning(code: string, message: string): Finding {
  return { level: 'warning', code, message };
}
