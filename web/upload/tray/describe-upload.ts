import { uploadTexts as texts } from '../../texts/en/upload.ts';
import { formatBytes, formatClock } from '../../texts/format.ts';
import type { Upload } from '../uploads.ts';

/** How far an upload is, in words. */
export function describeUpload({ state, problem, file, sentBytes, bytesPerSecond }: Upload): string {
  if (state === 'failed') return problem ?? '';
  if (state === 'waiting') return problem ?? texts.states.waiting;
  const sent = texts.sending(formatBytes(sentBytes), formatBytes(file.size));
  if (state === 'paused') return `${texts.states.paused} · ${sent}`;
  if (state !== 'sending') return texts.states[state];
  if (bytesPerSecond === 0) return sent;
  const left = texts.left(formatClock((file.size - sentBytes) / bytesPerSecond));
  return [sent, texts.speed(formatBytes(bytesPerSecond)), left].join(' · ');
}
