import type { ExpiringTable } from '../provision/deployment.ts';
import { sweepExpired } from './sweep-expired.ts';

/** DynamoDB itself takes up to days; code has to look at the expiry anyway. */
const intervalMs = 10 * 60_000;

/** Deletes expired items every ten minutes. */
export function startExpirySweeper(
  dynamodbUrl: string,
  tables: readonly ExpiringTable[],
  report: (line: string) => void,
): { stop(): void } {
  const sweep = async () => {
    for (const table of tables) {
      await sweepExpired(dynamodbUrl, table, Math.floor(Date.now() / 1000)).catch((error) =>
        report(`expired items of ${table.tableName} stay for now: ${error instanceof Error ? error.message : error}`),
      );
    }
  };
  const timer = setInterval(sweep, intervalMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
