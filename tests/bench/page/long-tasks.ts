import type { Page } from 'playwright-core';
import * as z from 'zod';

const Events = z.array(
  z.looseObject({
    name: z.string(),
    pid: z.number(),
    tid: z.number(),
    ts: z.number(),
    dur: z.number().optional(),
    tdur: z.number().optional(),
    args: z.looseObject({ name: z.string().optional() }).optional(),
  }),
);
type Event = z.infer<typeof Events>[number];

/** The longest tasks of a step, in milliseconds. */
export interface Tasks {
  /** As a person feels it; what else the machine does at the same time counts too. */
  readonly wall: number;
  /** What the page's thread itself has worked for the longest of them: the same on a busy machine. */
  readonly cpu: number;
  /** Tasks over 50 ms and over 100 ms. */
  readonly over50: number;
  readonly over100: number;
}

/** Records every task of the page's main thread while something is done, as the browser's own performance tool does. */
export async function recordTasks(page: Page, step: () => Promise<unknown>): Promise<Tasks> {
  const session = await page.context().newCDPSession(page);
  const events: Event[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...Events.parse(value)));
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['disabled-by-default-devtools.timeline', '__metadata'],
      excludedCategories: ['*'],
    },
  });
  await step();
  await session.send('Tracing.end');
  await ended;
  await session.detach();
  const mains = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf),
  );
  const tasks = events.filter((event) => event.name === 'RunTask' && mains.has(threadOf(event)));
  const longest = (pick: (event: Event) => number | undefined) =>
    tasks.reduce((peak, event) => Math.max(peak, (pick(event) ?? 0) / 1000), 0);
  const over = (milliseconds: number) => tasks.filter(({ dur = 0 }) => dur > milliseconds * 1000).length;
  return {
    wall: longest(({ dur }) => dur),
    cpu: longest(({ tdur }) => tdur),
    over50: over(50),
    over100: over(100),
  };
}

function threadOf({ pid, tid }: Event): string {
  return `${pid}/${tid}`;
}
