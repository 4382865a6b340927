import { GoogleApiError } from '../google-api/google-api-error.ts';
import { answerInjectedError } from '../google-api/injected-error.ts';
import type { Answer } from '../http/answer.ts';
import type { InjectedError } from '../platform.ts';

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
export function toYoutubeErrorAnswer(error: InjectedError): Answer {
  return answerInjectedError(error, (reason, message) => {
    const domain = domains.find(([pattern]) => pattern.test(reason))?.[1];
    const isExhausted = error.status === 429 && message?.includes('per day');
    return new GoogleApiError({
      status: error.status,
      reason,
      message: message ?? `Simulated failure: ${reason}.`,
      ...(domain !== undefined && { domain }),
      ...(isExhausted && { grpcStatus: 'RESOURCE_EXHAUSTED' }),
    });
  });
}
