import type { Roll } from './roll.ts';
import { wallClockAt } from './wall-clock.ts';

/** What the placeholders of a template stand for. */
export interface TextFacts {
  readonly filename: string;
  /** When the video was added, epoch ms. */
  readonly addedAt: number;
  /** IANA zone that date and time are told in. */
  readonly timeZone: string;
  /** Running number of the owner's videos. */
  readonly index: number;
  /** Null until the file was looked at. */
  readonly durationSeconds: number | null;
  /** Name of the Drive folder that the file came from; null for one that was uploaded. */
  readonly folder: string | null;
}

/**
 * The text of a roll: the same roll and facts give the same text. Everything is replaced in one pass, so a file that is
 * called `{random}.mp4` stays that; a placeholder that is none of ours stays as it was written.
 */
export function renderRoll(roll: Roll, facts: TextFacts): string {
  let next = 0;
  const replace = (placeholder: string, name: string): string => {
    if (name === 'random') return roll.words[next++] ?? '';
    return placeholders.get(name)?.(facts) ?? placeholder;
  };
  // A function, because a replacing string would give `$&` in a file name a meaning.
  return roll.template.replace(/\{([a-z]+)\}/g, replace).trim();
}

const placeholders = new Map<string, (facts: TextFacts) => string>([
  ['filename', ({ filename }) => titleOf(filename)],
  ['date', ({ addedAt, timeZone }) => wallClockAt(addedAt, timeZone).date],
  ['time', ({ addedAt, timeZone }) => wallClockAt(addedAt, timeZone).time],
  ['index', ({ index }) => String(index)],
  ['duration', ({ durationSeconds }) => (durationSeconds === null ? '' : formatDuration(durationSeconds))],
  ['folder', ({ folder }) => folder ?? ''],
]);

/** A file name without its extension. */
function titleOf(filename: string): string {
  return filename.replace(/\.[^.]+$/, '').trim() || filename;
}

/** `m:ss`, from an hour on `h:mm:ss`; begun seconds do not count, as in players. */
function formatDuration(seconds: number): string {
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
