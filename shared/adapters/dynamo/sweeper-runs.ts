import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SweeperRuns } from '../../domain/posts/sweeper-runs.ts';
import { keyOf } from './keys.ts';
import type { Table } from './table.ts';

/** How often the sweeper has run, and its last run, in a row of its own. */
export function createSweeperRuns(table: Table): SweeperRuns {
  return {
    async note({ startedAt, endedAt, counts }) {
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keyOf.sweeper('RUNS'),
          UpdateExpression: 'SET lastRun = :run ADD runs :one',
          ExpressionAttributeValues: {
            // For people: instants as text.
            ':run': {
              startedAt: new Date(startedAt).toISOString(),
              endedAt: new Date(endedAt).toISOString(),
              counts: { ...counts },
            },
            ':one': 1,
          },
        }),
      );
    },
  };
}
