import type * as z from 'zod';
import type { Media } from '../../contract/routes/video-shapes.ts';
import type { DestinationFacts, FileFacts, Finding } from '../../domain/platforms/platform-rules.ts';
import type { PublishRequest } from '../../domain/posts/post.ts';
import { InstagramCapabilities } from './capabilities.ts';
import {
  audioCodecs,
  countHashtags,
  countMentions,
  frameRates,
  maxBitsPerSecond,
  maxHashtags,
  maxMentions,
  maxWidth,
  mediaLimits,
  videoCodecs,
} from './media-limits.ts';
import { InstagramRequest } from './request.ts';

const refused = (code: string, message: string): Finding => ({ level: 'refused', code, message });
const warning = (code: string, message: string): Finding => ({ level: 'warning', code, message });
const when = (isWrong: boolean, finding: Finding): Finding[] => (isWrong ? [finding] : []);

/** What would go wrong with this file and these words at this account. */
export function preflightInstagram(file: FileFacts, plain: PublishRequest, destination: DestinationFacts): Finding[] {
  const request = InstagramRequest.parse(plain);
  const { media } = file;
  return [
    ...checkSize(file, request),
    ...(media ? [...checkPicture(media, request), ...checkCoding(file, media, request)] : []),
    ...checkWords(request),
    ...checkAccount(destination),
  ];
}

function checkSize({ sizeBytes }: FileFacts, { mediaType }: InstagramRequest): Finding[] {
  const { bytes, name } = mediaLimits[mediaType];
  const megabytes = Math.floor(bytes / 1024 ** 2);
  return when(
    sizeBytes > bytes,
    refused(
      'file_too_large',
      `The file has ${Math.ceil(sizeBytes / 1024 ** 2)} MB; a ${name} may have ${megabytes} MB.`,
    ),
  );
}

function checkPicture(
  { width, height, frame_rate }: z.infer<typeof Media>,
  { mediaType }: InstagramRequest,
): Finding[] {
  const { aspect, name } = mediaLimits[mediaType];
  const [narrowest, widest] = aspect;
  const ratio = height === 0 ? 0 : width / height;
  const [slowest, fastest] = frameRates;
  const isOddRate = frame_rate !== null && (frame_rate < slowest - 0.5 || frame_rate > fastest + 0.5);
  return [
    ...when(
      width > maxWidth,
      refused('too_wide', `The video is ${width} pixels wide; Instagram takes up to ${maxWidth}. Export it smaller.`),
    ),
    ...when(
      ratio < narrowest || ratio > widest,
      refused('bad_aspect', `Width to height is ${ratio.toFixed(3)}; a ${name} takes ${narrowest} to ${widest}.`),
    ),
    ...when(
      isOddRate,
      refused(
        'bad_frame_rate',
        `The video has ${frame_rate} frames a second; Instagram takes ${slowest} to ${fastest}.`,
      ),
    ),
    ...when(ratio >= 1, warning('not_upright', 'The video is not upright: Instagram shows it with bars. 9:16 fits.')),
  ];
}

function checkCoding({ sizeBytes }: FileFacts, media: z.infer<typeof Media>, request: InstagramRequest): Finding[] {
  const { seconds, name } = mediaLimits[request.mediaType];
  const [shortest, longest] = seconds;
  const duration = media.duration_seconds;
  const { video_codec, audio_codec } = media;
  const isRich = duration > 0 && (sizeBytes * 8) / duration > maxBitsPerSecond;
  return [
    ...when(
      duration < shortest,
      refused('too_short', `The video has ${format(duration)}; a ${name} needs ${shortest} s.`),
    ),
    ...when(
      duration > longest,
      refused('too_long', `The video has ${format(duration)}; a ${name} may have ${longest} s.`),
    ),
    ...when(
      !videoCodecs.test(video_codec),
      refused('bad_video_codec', `The video is ${video_codec}; Instagram takes H.264 and HEVC.`),
    ),
    ...when(
      audio_codec !== null && !audioCodecs.test(audio_codec),
      refused('bad_audio_codec', `The sound is ${audio_codec}; Instagram takes AAC.`),
    ),
    ...when(
      !media.moov_at_start,
      refused('moov_not_first', 'The index stands at the end of the file. Export it again with “fast start”.'),
    ),
    ...when(isRich, warning('bitrate_high', 'The video has more than 25 Mbit/s on average: Instagram may refuse it.')),
    ...when(
      request.thumbOffsetMs > 0 && request.thumbOffsetMs >= duration * 1000,
      refused(
        'cover_frame_outside',
        `The cover frame lies behind the end of the video, which has ${format(duration)}.`,
      ),
    ),
  ];
}

function format(seconds: number): string {
  return `${Math.round(seconds * 10) / 10} s`;
}

function checkWords({ caption, userTags }: InstagramRequest): Finding[] {
  const [hashtags, mentions] = [countHashtags(caption), countMentions(caption)];
  return [
    ...when(
      hashtags > maxHashtags,
      refused('too_many_hashtags', `The caption has ${hashtags} hashtags; Instagram takes ${maxHashtags}.`),
    ),
    ...when(
      mentions > maxMentions || userTags.length > maxMentions,
      refused('too_many_mentions', `The caption mentions ${mentions} accounts; Instagram takes ${maxMentions}.`),
    ),
  ];
}

function checkAccount({ capabilities }: DestinationFacts): Finding[] {
  const known = InstagramCapabilities.safeParse(capabilities);
  const quota = known.success ? known.data.quota : null;
  const message = `This account had published ${quota?.used} of ${quota?.total} posts in 24 hours when it was last asked.`;
  return when(quota !== null && quota.used >= quota.total, warning('posts_used_up', message));
}
