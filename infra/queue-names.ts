import { platformNames } from '../shared/contract/platform-names.ts';

/** The queues that feed functions, as their names end. Each has dead letters: the same name and `-dead`. */
export const queueNames = [
  ...platformNames.map((platform) => `publish-${platform}`),
  'probe',
  'transfers',
  'mails',
  'removals',
] as const;

/** Every queue of dead letters; the schedules have one too. */
export const deadLetterNames = [...queueNames, 'schedules'].map((name) => `${name}-dead`);
