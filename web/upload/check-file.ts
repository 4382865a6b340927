import { uploadTexts as texts } from '../texts/en/upload.ts';

/** YouTube takes files up to 256 GiB; no other platform takes more. */
const maxBytes = 256 * 1024 ** 3;

/** Why a file cannot be added at all; undefined when it can be tried. Its content is proved by the server. */
export function checkFile({ name, size }: Pick<File, 'name' | 'size'>): string | undefined {
  if (!/\.(mp4|mov)$/i.test(name)) return texts.wrongType;
  if (size === 0) return texts.empty;
  return size > maxBytes ? texts.tooBig : undefined;
}

/** As the API wants to have it; the browser's own guess is often empty. */
export function contentTypeOf(name: string): 'video/mp4' | 'video/quicktime' {
  return /\.mov$/i.test(name) ? 'video/quicktime' : 'video/mp4';
}
