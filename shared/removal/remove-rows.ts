import type { Phase } from './phase.ts';

/**
 * Longer than any function may run: a worker that was stopped has ended by then, and so has every call of the user, and what
 * it has written is seen.
 */
const quietMs = 200_000;

/**
 * Removes every row of the owner, then looks at everything once more after the quiet time: files, too, may have come. Done is
 * who finds nothing then.
 */
export const removeRows: Phase = async ({ rows, clock }, { userId: ownerId, email, askedAt }, stand, endsAt) => {
  let removed = 0;
  for (;;) {
    const some = await rows.removeSome({ ownerId, email, askedAt });
    removed += some;
    if (some === 0) break;
    if (clock.now() > endsAt) return { lookAt: clock.now() };
  }
  if (stand.restsUntil === 0) stand.restsUntil = clock.now() + quietMs;
  if (clock.now() < stand.restsUntil) return { lookAt: stand.restsUntil };
  return removed === 0 ? 'done' : { lookAt: clock.now() };
};
