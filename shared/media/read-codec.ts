import type { Box, BoxReader } from './box-reader.ts';

/** What a visual sample entry holds before its boxes. */
const visualEntryBytes = 78;
/** The same for sound, by the version that QuickTime gives it. */
const soundEntryBytes: Readonly<Record<number, number>> = { 0: 28, 1: 44, 2: 64 };

/**
 * The codec of a video track: its four letters, for H.264 with profile and level.
 * @see https://www.rfc-editor.org/rfc/rfc6381#section-3.3
 */
export async function readVideoCodec(reader: BoxReader, entry: Box): Promise<string> {
  const setup = await findIn(reader, entry, visualEntryBytes, ['avcC']);
  const name = nameOf(entry);
  return setup ? `${name}.${(await reader.bytesOf(setup, 1, 3)).toString('hex')}` : name;
}

/** The codec of a sound track: its four letters, for AAC with the kind of object. */
export async function readAudioCodec(reader: BoxReader, entry: Box): Promise<string> {
  const version = (await reader.bytesOf(entry, 8, 2)).readUInt16BE(0);
  const skipped = soundEntryBytes[version] ?? soundEntryBytes[0] ?? 0;
  const wrapped = await findIn(reader, entry, skipped, ['esds', 'wave']);
  const setup = wrapped?.type === 'wave' ? await findIn(reader, wrapped, 0, ['esds']) : wrapped;
  const name = nameOf(entry);
  if (!setup) return name;
  const bytes = await reader.bytesOf(setup, 4, Math.min(setup.end - setup.start - 4, maxDescriptorBytes));
  return [name, ...describeStream(bytes)].join('.');
}

/** As they stand in the name of a codec: what cannot be printed is not part of it. */
function nameOf({ type }: Box): string {
  return type.replaceAll(/[^\x21-\x7e]|\./g, '');
}

async function findIn(
  reader: BoxReader,
  { start, end }: Box,
  skipped: number,
  types: readonly string[],
): Promise<Box | undefined> {
  for await (const box of reader.boxesIn({ start: start + skipped, end })) if (types.includes(box.type)) return box;
  return undefined;
}

/** Far more than a description of sound has. */
const maxDescriptorBytes = 512;
const [streamTag, decoderTag, setupTag] = [3, 4, 5];

/** Kind of object as hexadecimal, and of AAC the profile. @see https://www.iso.org/standard/55688.html */
function describeStream(bytes: Buffer): string[] {
  const stream = enter(bytes, streamTag);
  const flags = stream?.[2] ?? 0;
  const address = flags & 0x40 ? 1 + (stream?.[flags & 0x80 ? 5 : 3] ?? 0) : 0;
  const before = 3 + (flags & 0x80 ? 2 : 0) + address + (flags & 0x20 ? 2 : 0);
  const decoder = stream && enter(stream.subarray(before), decoderTag);
  if (!decoder?.[0]) return [];
  const [first, second = 0] = enter(decoder.subarray(13), setupTag) ?? [];
  const kind = decoder[0].toString(16).padStart(2, '0');
  if (first === undefined) return [kind];
  const profile = first >> 3;
  return [kind, String(profile === 31 ? 32 + ((first & 7) << 3) + (second >> 5) : profile)];
}

/** What is in a descriptor of MPEG-4: a tag, a length of up to four times seven bits, the content. */
function enter(bytes: Buffer, tag: number): Buffer | undefined {
  if (bytes[0] !== tag) return undefined;
  const last = bytes.subarray(1, 5).findIndex((byte) => byte < 0x80);
  return last < 0 ? undefined : bytes.subarray(2 + last);
}
