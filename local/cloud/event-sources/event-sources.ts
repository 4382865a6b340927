import type { EventSourceMapping } from './event-source-mapping.ts';
import { type PollerOptions, QueuePoller } from './queue-poller.ts';

/** Event source mappings that run. */
export interface EventSources {
  stop(): Promise<void>;
}

/** Starts feeding the functions from their queues. */
export function startEventSources(mappings: readonly EventSourceMapping[], options: PollerOptions): EventSources {
  const pollers = mappings.map((mapping) => new QueuePoller(mapping, options));
  for (const poller of pollers) poller.start();
  return {
    stop: async () => {
      await Promise.all(pollers.map((poller) => poller.stop()));
    },
  };
}
