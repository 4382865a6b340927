import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { OrphanRound, type OrphanRounds } from '../../domain/videos/orphan-rounds.ts';
import { keyOf } from './keys.ts';
import { setFields, type Table } from './table.ts';

/** The round in a row of its own, which is no owner's. */
export function createOrphanRounds(table: Table): OrphanRounds {
  const where = { TableName: table.name, Key: keyOf.sweeper('ORPHANS') };
  return {
    async find() {
      const { Item } = await table.client.send(new GetCommand({ ...where, ConsistentRead: true }));
      return Item && OrphanRound.parse(Item);
    },
    async keep(round) {
      await table.client.send(new UpdateCommand({ ...where, ...setFields(round) }));
    },
  };
}
