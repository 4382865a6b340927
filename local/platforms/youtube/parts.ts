import { GoogleApiError } from '../google-api/google-api-error.ts';
import type { Exchange } from '../platform.ts';
import { parameterError } from './content-error.ts';

/**
 * The `part` parameter as a list without repetitions.
 * @throws GoogleApiError 400 when it is missing or names a section the resource does not have
 */
export function readParts(exchange: Exchange, known: readonly string[]): string[] {
  const parts = exchange.query
    .getAll('part')
    .flatMap((value) => value.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) throw parameterError('missingRequiredParameter', 'part', 'No filter selected: part.');
  const unknown = parts.find((part) => !known.includes(part));
  if (unknown !== undefined) {
    throw new GoogleApiError({
      status: 400,
      reason: 'unknownPart',
      domain: 'youtube.part',
      message: `'${unknown}'`,
      location: 'part',
      locationType: 'parameter',
    });
  }
  return [...new Set(parts)];
}

export const videoParts = [
  'id',
  'snippet',
  'status',
  'contentDetails',
  'fileDetails',
  'processingDetails',
  'suggestions',
  'statistics',
  'player',
  'recordingDetails',
  'localizations',
  'paidProductPlacementDetails',
  'topicDetails',
  'liveStreamingDetails',
] as const;
