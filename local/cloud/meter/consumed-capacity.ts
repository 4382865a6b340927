import * as z from 'zod';

const Consumed = z.object({ CapacityUnits: z.number() });
const Answer = z.object({ ConsumedCapacity: z.union([Consumed.transform((one) => [one]), z.array(Consumed)]) });

/** The same call, with the wish to be told what it consumes. */
export function askForCapacity(body: Buffer): Buffer {
  return Buffer.from(JSON.stringify({ ...JSON.parse(body.toString('utf8')), ReturnConsumedCapacity: 'TOTAL' }));
}

/**
 * Request units that a call to DynamoDB has consumed; 0 where the answer does not tell.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html
 */
export function readCapacity(answer: Buffer): number {
  const { data } = Answer.safeParse(JSON.parse(answer.toString('utf8')));
  return data?.ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0) ?? 0;
}
