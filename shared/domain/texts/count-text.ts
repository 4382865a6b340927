import type { TextUnit } from '../platforms/platform-rules.ts';

const counters: Readonly<Record<TextUnit, (text: string) => number>> = {
  // Code points: what Unicode calls characters. An emoji of several of them counts several times.
  characters: (text) => [...text].length,
  bytes: (text) => Buffer.byteLength(text),
  utf16: (text) => text.length,
};

/** Length of a text as a platform counts it: code points, bytes of UTF-8, or UTF-16 units. */
export function countText(text: string, unit: TextUnit): number {
  return counters[unit](text);
}
