import { maxVideoBytes } from '../../contract/routes/video-shapes.ts';
import { type DriveFile, isFolder, isNative } from '../drive/drive-file.ts';
import { cutText } from '../texts/cut-text.ts';
import type { VideoRecord } from '../videos/video.ts';
import type { ReasonCode } from './reason-texts.ts';

const extensions = { 'video/mp4': '.mp4', 'video/quicktime': '.mov' } as const;
/** As for a video that is uploaded, UTF-16 units. */
const maxNameLength = 255;

type Words = Pick<DriveFile, 'name' | 'mimeType'>;

/**
 * What a file of Drive would be called as a video. Drive guesses types, often by the name alone, and names there need no
 * extension; what the file really holds is asked when its bytes are read.
 * @returns undefined for what calls itself neither MP4 nor QuickTime
 */
export function videoNameOf({ name, mimeType }: Words): Pick<VideoRecord, 'filename' | 'contentType'> | undefined {
  const whole = name.toWellFormed();
  const [own] = /\.(mp4|mov)$/i.exec(whole) ?? [];
  const contentType = typeOf(mimeType, own);
  if (!contentType) return undefined;
  const extension = own ?? extensions[contentType];
  return { filename: `${cutTo(own ? whole.slice(0, -own.length) : whole, extension)}${extension}`, contentType };
}

function typeOf(mimeType: string, extension: string | undefined): VideoRecord['contentType'] | undefined {
  if (mimeType === 'video/mp4' || mimeType === 'video/quicktime') return mimeType;
  if (!extension) return undefined;
  return extension.toLowerCase() === '.mov' ? 'video/quicktime' : 'video/mp4';
}

function cutTo(stem: string, extension: string): string {
  return cutText(stem, { max: maxNameLength - extension.length, unit: 'utf16' });
}

/** Why a file cannot become a video, as far as Drive tells beforehand; undefined when it may. */
export function whyNoVideo(file: Words & Pick<DriveFile, 'sizeBytes'>): ReasonCode | undefined {
  if (isFolder(file) || isNative(file) || !videoNameOf(file)) return 'not_a_video';
  if (!file.sizeBytes) return 'empty_file';
  return file.sizeBytes > maxVideoBytes ? 'video_too_large' : undefined;
}

/**
 * Under which id it is remembered what was made of a file: of these bytes of this file, whatever it is called and wherever
 * it lies.
 */
export function importRecordId(fileId: string, { md5, sha256 }: Pick<DriveFile, 'md5' | 'sha256'>): string {
  return `${fileId}#${md5 ?? sha256 ?? ''}`;
}
