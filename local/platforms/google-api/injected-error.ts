import { type Answer, htmlAnswer } from '../http/answer.ts';
import type { InjectedError } from '../platform.ts';
import type { GoogleApiError } from './google-api-error.ts';

const defaultReasons: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'authError',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  429: 'rateLimitExceeded',
  500: 'internalError',
};

/**
 * An injected failure as a Google service, or the front end before it, would say it.
 * @param build the service's own error for a reason
 */
export function answerInjectedError(
  { status, reason, message }: InjectedError,
  build: (reason: string, message?: string) => GoogleApiError,
): Answer {
  // Gateway errors come from the front end, which speaks HTML.
  if ((status === 502 || status === 504) && reason === undefined) {
    return htmlAnswer(status, `<!DOCTYPE html><html lang=en><title>Error ${status} (Server Error)!!1</title></html>`);
  }
  return build(reason ?? defaultReasons[status] ?? 'backendError', message).toAnswer();
}
