import type { DatabaseSync } from 'node:sqlite';
import { type Message, messageRow } from './message.ts';

/**
 * One row per queue and message group, kept by triggers in the transaction of every change of a message: so the counts
 * are right after any crash. What was stored before there were lanes is counted when the file is opened.
 *
 * A message without a group is a tenant of its own: such messages never have others in flight.
 */
const laneSchema = `
  CREATE TABLE IF NOT EXISTS lanes (
    queue_id INTEGER NOT NULL REFERENCES queues(id) ON DELETE CASCADE,
    message_group TEXT NOT NULL,
    ready INTEGER NOT NULL DEFAULT 0,
    in_flight INTEGER NOT NULL DEFAULT 0,
    turn INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (queue_id, message_group)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS lanes_next ON lanes(queue_id, in_flight, turn) WHERE ready > 0;
  CREATE TRIGGER IF NOT EXISTS lanes_enter AFTER INSERT ON messages BEGIN
    ${countIn('new')};
  END;
  CREATE TRIGGER IF NOT EXISTS lanes_leave AFTER DELETE ON messages BEGIN
    ${countOut('old')};
  END;
  CREATE TRIGGER IF NOT EXISTS lanes_change AFTER UPDATE OF queue_id, state ON messages BEGIN
    ${countOut('old')};
    ${countIn('new')};
  END;
  UPDATE lanes SET ready = 0, in_flight = 0;
  INSERT INTO lanes (queue_id, message_group, ready, in_flight)
    SELECT queue_id, message_group, sum(state = 0), sum(state = 2 AND message_group <> '') FROM messages WHERE true
    GROUP BY queue_id, message_group
    ON CONFLICT DO UPDATE SET ready = excluded.ready, in_flight = excluded.in_flight`;

function countIn(row: string): string {
  return `INSERT INTO lanes (queue_id, message_group, ready, in_flight)
    VALUES (${row}.queue_id, ${row}.message_group, ${row}.state = 0, ${row}.state = 2 AND ${row}.message_group <> '')
    ON CONFLICT DO UPDATE SET ready = ready + excluded.ready, in_flight = in_flight + excluded.in_flight`;
}

function countOut(row: string): string {
  return `UPDATE lanes SET ready = ready - (${row}.state = 0),
    in_flight = in_flight - (${row}.state = 2 AND ${row}.message_group <> '')
    WHERE queue_id = ${row}.queue_id AND message_group = ${row}.message_group`;
}

/** After so many turns of others it makes no difference any more when an empty lane had its last one. */
const rememberedTurns = 1_000;

/**
 * Picks the next ready message of a queue: of the group that has the fewest in flight, among equals of the one that was
 * served the longest ago, and of that group the oldest. So whoever has many at work, or many waiting, holds up nobody.
 *
 * AWS puts groups back that hold more than a tenth of what is in flight (from 30 messages on) or of the recent
 * processing time, and among those prefers the one with the fewest in flight. With few consumers every busy group is
 * beyond these marks, so that this last rule alone decides: it is the one that is kept here.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html
 */
export function openLanes(database: DatabaseSync): (queueId: number) => Message | undefined {
  database.exec(`BEGIN; ${laneSchema}; COMMIT`);
  const oldestOfNext = database.prepare(`SELECT * FROM messages WHERE queue_id = ? AND state = 0 AND message_group =
    (SELECT message_group FROM lanes WHERE queue_id = ? AND ready > 0 ORDER BY in_flight, turn LIMIT 1)
    ORDER BY visible_at, seq LIMIT 1`);
  const serve = database.prepare('UPDATE lanes SET turn = ? WHERE queue_id = ? AND message_group = ?');
  const forget = database.prepare('DELETE FROM lanes WHERE ready = 0 AND in_flight = 0 AND turn < ?');
  let turn = Number(database.prepare('SELECT coalesce(max(turn), 0) AS last FROM lanes').get()?.last);

  return (queueId) => {
    const found = oldestOfNext.get(queueId, queueId);
    if (!found) return undefined;
    const message = messageRow.parse(found);
    turn += 1;
    serve.run(turn, queueId, message.message_group);
    if (turn % rememberedTurns === 0) forget.run(turn - rememberedTurns);
    return message;
  };
}
