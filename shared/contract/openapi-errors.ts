import { type ErrorCode, errorTable } from './errors.ts';
import type { JsonObject } from './openapi-schemas.ts';

/** One answer per status, with an example per code. */
export function buildErrors(codes: readonly ErrorCode[]): JsonObject {
  const byStatus = Map.groupBy(codes, (code) => errorTable[code].status);
  return Object.fromEntries([...byStatus].map(([status, group]) => [status, buildError(status, group)]));
}

function buildError(status: number, codes: readonly ErrorCode[]): JsonObject {
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]);
  const headers = headersOfStatus[status];
  return {
    description: codes.map((code) => `\`${code}\`: ${errorTable[code].message}`).join('\n\n'),
    ...(headers ? { headers } : {}),
    content: {
      'application/json': {
        schema: { $ref: '#/components/schemas/ErrorEnvelope' },
        examples: Object.fromEntries(examples),
      },
    },
  };
}

const retryAfter = { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } };
const headersOfStatus: Readonly<Record<number, JsonObject>> = {
  401: { 'WWW-Authenticate': { description: '`Bearer`, with the reason', schema: { type: 'string' } } },
  429: retryAfter,
  503: retryAfter,
};

/** An envelope for every code, by code. */
export function buildErrorExamples(codes: readonly ErrorCode[]): JsonObject {
  const toExample = (code: ErrorCode) => {
    const details =
      code === 'invalid_input' ? { details: [{ path: 'title', message: 'At most 100 characters.' }] } : {};
    return { value: { error: { code, message: errorTable[code].message, requestId: 'JKJaXmPLvHcESHA=', ...details } } };
  };
  return Object.fromEntries([...new Set(codes)].sort().map((code) => [code, toExample(code)]));
}
