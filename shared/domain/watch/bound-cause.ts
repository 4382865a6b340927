/** Causes that Hopper itself names, whatever the platform. */
const ownCauses = new Set([
  'too_slow',
  'no_progress',
  'no_answer',
  'unexpected_answer',
  'internal',
  'file_unreadable',
  'file_missing',
  'asset_missing',
  'token_refresh_busy',
  'access_revoked',
  'disconnected',
  'account_paused',
  'stopped_by_user',
]);

/**
 * A cause as a dimension of a metric. A platform may invent as many codes as it likes, so all of its own are one value here;
 * the code itself stands beside the figure in the log.
 * @param code of a post's error; undefined = there is none
 */
export function boundCause(code: string | undefined): string {
  if (code === undefined) return 'none';
  return ownCauses.has(code) ? code : 'platform';
}
