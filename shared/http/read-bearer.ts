/**
 * The token of an Authorization header; other schemes are none of ours.
 * @param headers with lower-case names, as API Gateway gives them
 * @returns an empty text for a bearer without a token
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
export function readBearer(headers: Readonly<Record<string, string | undefined>> | undefined): string | undefined {
  const [found, token = ''] = /^bearer(?: +(.*))?$/i.exec(headers?.authorization?.trim() ?? '') ?? [];
  return found === undefined ? undefined : token;
}
