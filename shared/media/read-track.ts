import type { Box, BoxReader, Stretch } from './box-reader.ts';
import { readAudioCodec, readVideoCodec } from './read-codec.ts';

export interface VideoTrack {
  readonly kind: 'video';
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  /** Frames per second; null when the track does not say how long it is. */
  readonly frameRate: number | null;
}

export type Track = VideoTrack | { readonly kind: 'audio'; readonly codec: string };

/** Of every box inside a track the first one by its type; what is in tables of samples is not looked at. */
type Parts = ReadonlyMap<string, Box>;

const containers = new Set(['mdia', 'minf', 'stbl']);

/** @returns undefined for a track that is neither video nor sound, or lacks what is needed to tell */
export async function readTrack(reader: BoxReader, trak: Stretch): Promise<Track | undefined> {
  const parts = new Map<string, Box>();
  await collect(reader, trak, parts);
  const [handler, descriptions] = [parts.get('hdlr'), parts.get('stsd')];
  if (!handler || !descriptions) return undefined;
  const kind = (await reader.bytesOf(handler, 8, 4)).toString('latin1');
  for await (const entry of reader.boxesIn({ start: descriptions.start + 8, end: descriptions.end })) {
    if (kind === 'soun') return { kind: 'audio', codec: await readAudioCodec(reader, entry) };
    return kind === 'vide' ? readVideo(reader, entry, parts) : undefined;
  }
  return undefined;
}

async function collect(reader: BoxReader, within: Stretch, parts: Map<string, Box>): Promise<void> {
  for await (const box of reader.boxesIn(within)) {
    if (containers.has(box.type)) await collect(reader, box, parts);
    else if (!parts.has(box.type)) parts.set(box.type, box);
  }
}

async function readVideo(reader: BoxReader, entry: Box, parts: Parts): Promise<VideoTrack> {
  const size = await reader.bytesOf(entry, 24, 4);
  return {
    kind: 'video',
    codec: await readVideoCodec(reader, entry),
    width: size.readUInt16BE(0),
    height: size.readUInt16BE(2),
    frameRate: await readFrameRate(reader, parts),
  };
}

async function readFrameRate(reader: BoxReader, parts: Parts): Promise<number | null> {
  const [media, sizes] = [parts.get('mdhd'), parts.get('stsz') ?? parts.get('stz2')];
  if (!media || !sizes) return null;
  const seconds = await readSeconds(reader, media);
  const frames = (await reader.bytesOf(sizes, 8, 4)).readUInt32BE(0);
  return seconds > 0 && frames > 0 ? Math.round((frames / seconds) * 1000) / 1000 : null;
}

/** Duration by a header of a movie or of media, seconds; 0 when it does not say. */
export async function readSeconds(reader: BoxReader, header: Stretch): Promise<number> {
  const isLong = (await reader.bytesOf(header, 0, 1)).readUInt8(0) === 1;
  const times = await reader.bytesOf(header, isLong ? 20 : 12, isLong ? 12 : 8);
  const scale = times.readUInt32BE(0);
  const units = isLong ? Number(times.readBigUInt64BE(4)) : times.readUInt32BE(4);
  // All bits set: nobody knew when the header was written.
  const isUnknown = isLong ? units >= 2 ** 63 : units === 2 ** 32 - 1;
  return scale > 0 && !isUnknown ? units / scale : 0;
}
