import { platformNames } from '../../../shared/contract/platform-names.ts';
import type { Stage } from '../../infra/support/synthesize.ts';
import { type BillLine, buildIdleBill, sumOf } from './idle-bill.ts';
import { buildPostBill, buildUploadBill } from './post-bill.ts';
import { pricesOf } from './prices.ts';
import type { Calls, Recorded } from './recorded.ts';

/** docs/cost.md: what Hopper costs in an AWS account, from what was counted and the templates of stage `prod`. */
export function renderCost(recorded: Recorded, stage: Stage): string {
  const idle = buildIdleBill(stage, recorded);
  const parts = [
    '# What it costs',
    `Prices of ${pricesOf} in us-east-1, US dollars without tax. Calls are counted on the local cloud while the product works; ` +
      'a test fails when they grow by more than 5 %. `npm run cost` counts anew and writes this page.',
    `## A month in which nobody uses it: $${sumOf(idle).toFixed(2)}`,
    table(idle, 2),
    'What every account gets for nothing is taken off, as if Hopper were alone in it. Lambda asks a queue all the time, with ' +
      'five hands: every queue more costs $0.26 a month. The session cache is most of the bill; nothing of Hopper can run ' +
      'without it but the workers.',
    `## A video of 100 MB in the queue: $${sumOf(buildUploadBill(recorded)).toFixed(6)}`,
    table(buildUploadBill(recorded), 6),
    ...platformNames.flatMap((name) => {
      const bill = buildPostBill(recorded.posts[name]);
      return [`## One post of it at ${name}: $${sumOf(bill).toFixed(6)}`, table(bill, 6)];
    }),
    'Not in it: what leaves AWS ($0.09 a GB after 100 GB a month) and what is stored ($0.023 a GB and month).',
    '## Calls of a post',
    callTable(recorded),
    'Reads and writes are items, those of transactions too. Of the reads five are of the order itself, however many destinations it has.',
  ];
  return `${parts.join('\n\n')}\n`;
}

function table(lines: readonly BillLine[], digits: number): string {
  return [
    '| what | $ |',
    '|---|---:|',
    ...lines.map(({ what, dollars }) => `| ${what} | ${dollars.toFixed(digits)} |`),
  ].join('\n');
}

function callTable({ posts }: Recorded): string {
  const row = (name: string, calls: Calls) =>
    `| ${name} | ${calls.writes} | ${calls.reads} | ${calls.keyCalls} | ${calls.queueCalls} | ${calls.scheduleCalls} |`;
  return [
    '| platform | writes | reads | key | queues | schedules |',
    '|---|---:|---:|---:|---:|---:|',
    ...platformNames.map((name) => row(name, posts[name])),
  ].join('\n');
}
