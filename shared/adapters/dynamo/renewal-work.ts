import type { Connection } from '../../domain/connections/connection.ts';
import { workShardOf } from './keys.ts';
import { toWorkAt } from './post-item.ts';

/** The attributes that put a connection into the work index. Whoever stores tokens starts counting anew. */
export function renewalWork({ connectionId, renewAt }: Pick<Connection, 'connectionId' | 'renewAt'>) {
  if (renewAt === null) return {};
  return { kind: 'connection', workShard: workShardOf(connectionId), workAt: toWorkAt(renewAt), nudges: 0 };
}
