import * as z from 'zod';

/** Every platform that Hopper posts to. One more line here and one folder in shared/platforms adds one. */
export const platformNames = ['youtube'] as const;
export const PlatformName = z.enum(platformNames);
export type PlatformName = z.infer<typeof PlatformName>;
