import { readFile } from 'node:fs/promises';
import { assets } from './assets.ts';

const texts = new Map<string, Promise<string>>();

/** A file that comes with the function, read when somebody asks for it and then kept. */
export function readAsset(name: string): Promise<string> {
  const text = texts.get(name) ?? readFile(new URL(name, assets), 'utf8');
  texts.set(name, text);
  return text;
}
