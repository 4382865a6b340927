import { jsonAnswer } from './platform-model.ts';

/** @see https://developers.facebook.com/docs/graph-api/guides/error-handling */
export const graphFailure = (code: number, subcode = 0, status = 400) =>
  jsonAnswer(status, {
    error: { message: 'Refused.', type: 'OAuthException', code, error_subcode: subcode, is_transient: status >= 500 },
  });

/** How the upload host says no. */
export const uploadFailure = (type: string, retriable: boolean) =>
  jsonAnswer(400, { debug_info: { retriable, type, message: 'Request processing failed' } });
