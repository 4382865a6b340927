import { platformNames } from '../shared/contract/platform-names.ts';

/** The queues that feed functions, as their names end. */
export const queueNames = [...platformNames.map((platform) => `publish-${platform}`), 'transfers'] as const;

/** The one queue for what none of them, nor Scheduler, got rid of. */
export const deadLetterName = 'dead';
