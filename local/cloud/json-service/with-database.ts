import type { DatabaseSync } from 'node:sqlite';
import type { RunningService } from './start-http-service.ts';

/** Starts a service on an open database and closes that when the service closes or does not come up. */
export async function withDatabase(
  database: DatabaseSync,
  start: () => Promise<RunningService>,
): Promise<RunningService> {
  try {
    const service = await start();
    return {
      url: service.url,
      async close() {
        await service.close();
        if (database.isOpen) database.close();
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}
