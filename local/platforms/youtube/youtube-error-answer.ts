import { GoogleApiError } from '../google-api/google-api-error.ts';
import { type Answer, htmlAnswer } from '../http/answer.ts';
import type { InjectedError } from '../platform.ts';

const defaultReasons: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'authError',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  429: 'rateLimitExceeded',
  500: 'internalError',
};

/** Domains of the reasons that a fault may name. @see https://developers.google.com/youtube/v3/docs/errors */
const domains: readonly (readonly [RegExp, string])[] = [
  [/^quotaExceeded$/, 'youtube.quota'],
  [/^(dailyLimitExceeded|userRateLimitExceeded)$/, 'usageLimits'],
  [/^youtubeSignupRequired$/, 'youtube.header'],
  [/^(missingRequiredParameter|unexpectedParameter|incompatibleParameters)$/, 'youtube.parameter'],
  [/^(invalidPageToken|invalidFilters|invalidCriteria)$/, 'youtube.parameter'],
  [/^playlist/, 'youtube.playlistItem'],
  [/^(uploadRateLimitExceeded|invalidImage)$/, 'youtube.thumbnail'],
  [/^caption/, 'youtube.caption'],
  [/^(invalid|forbidden|uploadLimit|mediaBody|defaultLanguage|videoNotFound)/, 'youtube.video'],
];

/** An injected failure as YouTube, or the front end before it, would say it. */
export function toYoutubeErrorAnswer({ status, reason, message }: InjectedError): Answer {
  // Gateway errors come from the front end, which speaks HTML.
  if ((status === 502 || status === 504) && reason === undefined) {
    return htmlAnswer(status, `<!DOCTYPE html><html lang=en><title>Error ${status} (Server Error)!!1</title></html>`);
  }
  const named = reason ?? defaultReasons[status] ?? 'backendError';
  const domain = domains.find(([pattern]) => pattern.test(named))?.[1];
  const exhausted = status === 429 && message?.includes('per day');
  return new GoogleApiError({
    status,
    reason: named,
    message: message ?? `Simulated failure: ${named}.`,
    ...(domain !== undefined && { domain }),
    ...(exhausted && { grpcStatus: 'RESOURCE_EXHAUSTED' }),
  }).toAnswer();
}
