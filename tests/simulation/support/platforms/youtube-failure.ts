import { jsonAnswer } from './platform-model.ts';

/** @see https://developers.google.com/youtube/v3/docs/errors */
export const youtubeFailure = (status: number, reason: string) =>
  jsonAnswer(status, { error: { code: status, message: reason, errors: [{ reason, domain: 'global' }] } });
