import { youtubeLimits } from '../../contract/settings/youtube-limits.ts';
import { countTagCharacters, splitTags } from '../../contract/settings/youtube-tags.ts';
import type { TextField } from '../../domain/platforms/platform-rules.ts';
import { cutText } from '../../domain/texts/cut-text.ts';

/** @see https://developers.google.com/youtube/v3/docs/videos#properties */
export const titleLimit = { max: youtubeLimits.titleCharacters, unit: 'characters' } as const;
export const descriptionLimit = { max: youtubeLimits.descriptionBytes, unit: 'bytes' } as const;

/** A title that YouTube takes: one line, not empty, without angle brackets. */
export function toTitle(text: string): string {
  return cut(onOneLine(text), titleLimit) || 'Untitled';
}

/** A description that YouTube takes: lines and tabs may stay, angle brackets may not. */
export function toDescription(text: string): string {
  return cut(withoutBrackets(text).replace(/[^\P{Cc}\n\t]/gu, ''), descriptionLimit);
}

/** As many tags of a comma-separated list as YouTube takes; one that does not fit is left out whole. */
export function toTags(list: string): string[] {
  const taken: string[] = [];
  for (const tag of splitTags(list)) {
    taken.push(tag);
    if (countTagCharacters(taken) > youtubeLimits.tagCharacters) taken.pop();
  }
  return taken;
}

function onOneLine(text: string): string {
  return withoutBrackets(text)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

function withoutBrackets(text: string): string {
  return text.replace(/[<>]/g, '');
}

function cut(text: string, limit: TextField['limit']): string {
  return cutText(text, limit).trim();
}
