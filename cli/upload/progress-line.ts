import { basename } from 'node:path';

const width = 24;

/** `clip.mp4 [######------] 50 %  12.1 MB/s  8 s left`. @param sinceMs milliseconds since the first of `sent` */
export function progressLine(path: string, sent: number, total: number, sinceMs: number, resumedAt: number): string {
  const share = total === 0 ? 1 : sent / total;
  const bar = '#'.repeat(Math.floor(share * width)).padEnd(width, '-');
  const perSecond = sinceMs > 0 ? ((sent - resumedAt) * 1000) / sinceMs : 0;
  const left = perSecond > 0 ? `${Math.ceil((total - sent) / perSecond)} s left` : '';
  return `${basename(path)} [${bar}] ${Math.floor(share * 100)} %  ${(perSecond / 1e6).toFixed(1)} MB/s  ${left}`;
}
