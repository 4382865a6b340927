import { readMp4Facts } from './read-mp4-facts.ts';

const codecs = new Set(['avc1', 'avc3', 'hvc1', 'hev1', 'vp08', 'vp09']);
const rates = { min: 23, max: 60 };
const sides = { min: 360, max: 4096 };
/** Rates are averages of a header: what rounding does must not decide. */
const rateTolerance = 0.05;

/**
 * The checks that run after the upload.
 * @param limits.strict also refuse what has no header that can be read
 * @returns a fail reason, or nothing at all
 * @see https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide
 */
export function judgeMedia(path: string, bytes: number, limits: { maxSeconds: number; strict: boolean }): string {
  const facts = readMp4Facts(path, bytes);
  if (!facts) return limits.strict ? 'file_format_check_failed' : '';
  if (!codecs.has(facts.codec)) return 'file_format_check_failed';
  if (facts.seconds > limits.maxSeconds) return 'duration_check_failed';
  const { framesPerSecond: rate, width, height } = facts;
  if (rate !== null && (rate < rates.min - rateTolerance || rate > rates.max + rateTolerance)) {
    return 'frame_rate_check_failed';
  }
  const isFitting = [width, height].every((side) => side >= sides.min && side <= sides.max);
  return isFitting ? '' : 'picture_size_check_failed';
}
