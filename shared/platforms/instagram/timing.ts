import { landAhead } from '../../domain/platforms/land-ahead.ts';
import type { PlatformTiming } from '../../domain/platforms/platform-rules.ts';

/** A container lives 24 hours, and is never seen unless it is published. */
export const instagramTiming: PlatformTiming = { landAheadSeconds: landAhead(1800, 6 * 3600), canWithdraw: true };
