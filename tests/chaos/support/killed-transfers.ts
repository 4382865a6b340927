import { setTimeout as delay } from 'node:timers/promises';
import { type DriveUser, isAtRest, openDrives, registerDriveUser } from '../../journeys/drive-user.ts';
import { createRandom } from '../../simulation/support/seeded-random.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { sweepOften } from '../../support/sweep-often.ts';
import { listBelow } from '../../transfers/support/compare-trees.ts';
import { judgeMove, listThrownAway, type Move } from '../../transfers/support/judge-move.ts';
import { buildWideTree } from '../../transfers/support/mixed-tree.ts';
import { plantTree } from '../../transfers/support/plant-tree.ts';
import { killBusy } from './kill-busy.ts';

export interface KilledTransfer {
  readonly files: number;
  readonly kills: number;
  readonly seed: number;
  readonly leaseSeconds: number;
}

export interface KilledTransferFigures {
  readonly status: string;
  readonly killed: number;
  readonly seconds: number;
  /** What is wrong at either end, or was wrong at any moment in between. */
  readonly problems: readonly string[];
  /** Bytes that arrived more than once. */
  readonly sentAgain: number;
}

const lookEveryMs = 150;
const stalledMs = 180_000;
/** The plan and the trash have their share of the kills, too. */
const aroundShare = 0.2;

/**
 * Moves a tree of three levels from one simulated Drive to another, sources into the trash, and kills its worker at random
 * moments: while it plans, copies and cleans.
 */
export async function runKilledTransfer(options: KilledTransfer): Promise<KilledTransferFigures> {
  const { files, leaseSeconds } = options;
  const stack = await startStack({ env: { LEASE_SECONDS: String(leaseSeconds) } });
  try {
    const user = await registerDriveUser(stack.url);
    const ada = await (await openDrives(stack)).hands('ada');
    const tree = await plantTree(ada, buildWideTree(files), { rootName: 'Chaos' });
    const before = await receivedBytes(stack);
    const begin = Date.now();
    const id = await order(user, tree.rootId);
    const move = { tree, account: 'ben', folder: [], deletesSource: true };
    const { killed, problems } = await sweepOften(stack, () => killWhileMoving(stack, user, { ...options, id, move }));
    const seconds = (Date.now() - begin) / 1000;
    const { status } = await user.client.getTransfer({ params: { transferId: id } });
    const bytes = tree.planted.reduce((sum, { content }) => sum + (content?.bytes ?? 0), 0);
    const rows = await (await openDrives(stack)).tree();
    const sentAgain = (await receivedBytes(stack)) - before - bytes;
    return { status, killed, seconds, problems: [...problems, ...judgeMove(move, rows)], sentAgain };
  } finally {
    await stack.stop();
  }
}

async function order(user: DriveUser, fileId: string): Promise<string> {
  const { body, status } = await user.ask('POST', '/transfers', {
    source_token: await user.openSession('source', { account: 'ada', deleteSource: true }),
    dest_token: await user.openSession('destination', { account: 'ben' }),
    file_ids: [fileId],
    delete_source: true,
  });
  if (status !== 202) throw new Error(JSON.stringify(body));
  return body.id;
}

interface Hunt extends KilledTransfer {
  readonly id: string;
  readonly move: Move;
}

/** Every kill has its share of the whole after which it falls due; then it strikes, a random while later. */
async function killWhileMoving(stack: Stack, user: DriveUser, { id, move, files, kills, seed }: Hunt) {
  const random = createRandom(seed);
  const { tree: readAll } = await openDrives(stack);
  const due = Array.from({ length: kills }, () => random()).sort((a, b) => a - b);
  const problems = new Set<string>();
  let killed = 0;
  let progress = 0;
  for (let movedAt = Date.now(); Date.now() - movedAt < stalledMs; ) {
    const { status, plan } = await user.client.getTransfer({ params: { transferId: id } });
    if (isAtRest({ status })) break;
    const rows = await readAll();
    for (const problem of listThrownAway(move, rows)) problems.add(problem);
    const arrived = listBelow(rows, move.account, move.folder).filter(({ bytes }) => bytes !== null).length;
    const seen = shareOf({ planned: plan.files / files, copied: arrived / files });
    if (seen > progress) movedAt = Date.now();
    progress = Math.max(progress, seen);
    const isDue = (due[killed] ?? Infinity) <= progress;
    await delay(lookEveryMs * (isDue ? random() : 1));
    if (isDue && (await killBusy(stack, 'transfer-worker', random()))) killed += 1;
  }
  return { killed, problems: [...problems] };
}

/** How much of the whole is done: first the plan, then the copies; what is left after them is the end of the way. */
function shareOf({ planned, copied }: { planned: number; copied: number }): number {
  const half = aroundShare / 2;
  if (copied === 0) return half * Math.min(1, planned);
  return copied >= 1 ? 1 : half + (1 - aroundShare) * copied;
}

async function receivedBytes(stack: Stack): Promise<number> {
  const stats = await (await fetch(`${stack.url}/_local/stats`)).json();
  return stats.drive?.bytesReceived ?? 0;
}
