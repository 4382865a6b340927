import { jsonAnswer } from './platform-model.ts';

/** @see https://developers.tiktok.com/doc/tiktok-api-v2-error-handling */
export const tiktokAnswer = (status: number, code: string, data: unknown = {}) =>
  jsonAnswer(status, { data, error: { code, message: '', log_id: 'log' } });
