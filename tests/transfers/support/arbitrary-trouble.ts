import type { Strike } from '../../crash/support/strike.ts';
import fc from '../../support/fast-check.ts';

/** A fault rule of simulated Google. */
export type Fault = Readonly<Record<string, unknown>>;

/** What goes wrong during one transfer: rules for Google, and what befalls the workers. */
export interface Trouble {
  readonly faults: readonly Fault[];
  readonly strikes: readonly Strike[];
}

const anyCall = [
  'files.list',
  'files.get',
  'files.download',
  'files.create',
  'files.generateIds',
  'files.update',
  'files.export',
  'upload.open',
  'upload.bytes',
  'upload.status',
  'about.get',
];
/** Less than what an item is given up for. */
const maxRules = 3;
const bytes = fc.integer({ min: 0, max: 600_000 });
const at = (operation: string | readonly string[], fault: fc.Arbitrary<Fault>): fc.Arbitrary<Fault> =>
  fc
    .record({
      operation: typeof operation === 'string' ? fc.constant(operation) : fc.constantFrom(...operation),
      step: fc.integer({ min: 1, max: 25 }),
      count: fc.integer({ min: 1, max: 2 }),
      fault,
    })
    .map(({ fault: kind, ...when }) => ({ platform: 'drive', ...when, ...kind }));

const refusal = fc.constantFrom<Fault>(
  { status: 500, reason: 'internalError' },
  { status: 502 },
  { status: 503, reason: 'backendError' },
  { status: 403, reason: 'userRateLimitExceeded' },
  { status: 403, reason: 'rateLimitExceeded' },
  { status: 429, reason: 'rateLimitExceeded', retryAfter: 70 },
);
const fault = fc.oneof(
  at(
    anyCall,
    refusal.map((status) => ({ kind: 'status', ...status })),
  ),
  at(
    anyCall,
    fc.constantFrom('before-effect', 'after-effect', 'half-answer').map((kind) => ({ kind })),
  ),
  at(anyCall, fc.constant({ kind: 'token-revoked', what: 'access-token' })),
  at(
    'upload.bytes',
    bytes.map((cut) => ({ kind: 'cut-body-after', bytes: cut })),
  ),
  at(
    'upload.bytes',
    bytes.map((kept) => ({ kind: 'partly-stored', bytes: kept })),
  ),
  at(
    ['upload.bytes', 'upload.status'],
    fc.constantFrom(404, 410).map((status) => ({ kind: 'session-lost', status })),
  ),
  at(
    'files.download',
    bytes.map((cut) => ({ kind: 'cut-answer-after', bytes: cut })),
  ),
  at(
    'files.download',
    bytes.map((cut) => ({ kind: 'short-answer', bytes: cut })),
  ),
);
/** A second wrong copy of the same file is given up, so there is one at most. */
const corruption = at(['files.download', 'upload.bytes'], fc.constant({ kind: 'corrupt-byte' })).map((rule) => ({
  ...rule,
  count: 1,
}));
const strike: fc.Arbitrary<Strike> = fc.record({
  call: fc.nat(250),
  point: fc.constantFrom('before' as const, 'sent' as const, 'answered' as const),
  mode: fc.constantFrom('kill' as const, 'kill' as const, 'hang' as const, 'reset' as const),
});

/** Anything that goes by: a transfer survives it without anybody's help. */
export const anyTrouble: fc.Arbitrary<Trouble> = fc
  .record({
    faults: fc.array(fault, { maxLength: maxRules }),
    corruption: fc.option(corruption, { nil: null }),
    strikes: fc.uniqueArray(strike, { selector: ({ call }) => call, maxLength: 3 }),
  })
  .map(({ faults, corruption: spoiled, strikes }) => ({ faults: spoiled ? [...faults, spoiled] : faults, strikes }));
