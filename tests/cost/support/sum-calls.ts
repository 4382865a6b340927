import type { Usage } from '../../../local/cloud/meter/call-meter.ts';
import type { Calls } from './recorded.ts';

const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem', 'BatchWriteItem'];
const reads = ['GetItem', 'BatchGetItem', 'Query'];
const writing = [...writes, 'TransactWriteItems'];
const dynamodb = (names: readonly string[]) => names.map((name) => `dynamodb:${name}`);
const objectWrites = ['s3:PutObject', 's3:ListMultipartUploadParts', 's3:ListBucketMultipartUploads', 's3:ListBucket'];

/** What is billed of the calls of some functions. @param of names as the local cloud knows them */
export function sumCalls(usage: readonly Usage[], of: (functionName: string) => boolean): Calls {
  const own = usage.filter((one) => of(one.function));
  const sum = (pick: (one: Usage) => number, actions: (action: string) => boolean) =>
    own.filter(({ action }) => actions(action)).reduce((total, one) => total + pick(one), 0);
  const calls = (actions: readonly string[]) =>
    sum(
      (one) => one.calls,
      (action) => actions.includes(action),
    );
  const units = (actions: readonly string[]) =>
    sum(
      (one) => one.units,
      (action) => actions.includes(action),
    );
  const service = (name: string) =>
    sum(
      (one) => one.calls,
      (action) => action.startsWith(`${name}:`),
    );
  return {
    reads: calls(dynamodb(reads)),
    writes: calls(dynamodb(writes)),
    readUnits: units(dynamodb(reads)),
    writeUnits: units(dynamodb(writing)),
    keyCalls: service('kms'),
    queueCalls: service('sqs'),
    scheduleCalls: service('scheduler'),
    objectWrites: calls(objectWrites),
    objectReads: calls(['s3:GetObject']),
  };
}
