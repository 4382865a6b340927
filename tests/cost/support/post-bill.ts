import type { BillLine } from './idle-bill.ts';
import { prices } from './prices.ts';
import type { Calls, Recorded } from './recorded.ts';

/** The post of the price list. */
export const postBytes = 100_000_000;
/** What a platform takes of it in a second, a cautious guess: the worker is paid for while it waits. */
const bytesPerSecond = 10_000_000;
/** A part of an upload, and a piece that a worker reads and sends. */
const partBytes = 8 * 1024 * 1024;
/** Progress is stored as often; such a write changes two indexes. */
const progressSeconds = 3;
const progressUnits = 6;
const workerGigabytes = 0.5;
const workerMemoryShare = { api: 0.5, authorizer: 0.5 } as const;
/** Seconds that an API call of each function takes on arm64, cautiously. */
const callSeconds = 0.1;

const parts = Math.ceil(postBytes / partBytes);

/** What it costs to bring one video of 100 MB into the queue. */
export function buildUploadBill({ upload }: Pick<Recorded, 'upload'>): BillLine[] {
  // Begin, have parts signed once more, complete.
  const requests = 3;
  return [
    ...callLines({ ...upload, objectWrites: upload.objectWrites + parts - 1 }),
    ...requestLines(requests),
    {
      what: 'Reading the header: 1 event, 1 invocation',
      dollars: prices.event + prices.invocation + callSeconds * workerGigabytes * prices.gigabyteSecond,
    },
  ];
}

/** What it costs to post it to one destination, from the order to the end, without what leaves AWS and what is stored. */
export function buildPostBill(calls: Calls): BillLine[] {
  const seconds = postBytes / bytesPerSecond;
  const saves = Math.floor(seconds / progressSeconds);
  const turns = 2;
  return [
    ...callLines({
      ...calls,
      writeUnits: calls.writeUnits + saves * progressUnits,
      objectReads: calls.objectReads + parts - 1,
    }),
    ...requestLines(1),
    {
      what: `Worker: ${turns} invocations, ${seconds} s at ${bytesPerSecond / 1e6} MB/s`,
      dollars: turns * prices.invocation + (seconds + turns * callSeconds) * workerGigabytes * prices.gigabyteSecond,
    },
  ];
}

function callLines(calls: Calls): BillLine[] {
  return [
    {
      what: `Table: ${calls.writeUnits} write units, ${calls.readUnits} read units`,
      dollars: calls.writeUnits * prices.writeUnit + calls.readUnits * prices.readUnit,
    },
    { what: `Queues: ${calls.queueCalls} requests`, dollars: calls.queueCalls * prices.queueRequest },
    { what: `Key: ${calls.keyCalls} requests`, dollars: calls.keyCalls * prices.keyRequest },
    { what: `Schedules: ${calls.scheduleCalls} requests`, dollars: calls.scheduleCalls * prices.schedule },
    {
      what: `Bucket: ${calls.objectWrites} writes, ${calls.objectReads} reads`,
      dollars: calls.objectWrites * prices.objectWrite + calls.objectReads * prices.objectRead,
    },
  ].filter(({ dollars }) => dollars > 0);
}

/** Each request to the API is two invocations: the authorizer, and the area. */
function requestLines(requests: number): BillLine[] {
  const gigabytes = workerMemoryShare.api + workerMemoryShare.authorizer;
  const each = prices.apiRequest + 2 * prices.invocation + callSeconds * gigabytes * prices.gigabyteSecond;
  return [
    {
      what: `API: ${requests} ${requests === 1 ? 'request' : 'requests'}, each with its authorizer`,
      dollars: requests * each,
    },
  ];
}
