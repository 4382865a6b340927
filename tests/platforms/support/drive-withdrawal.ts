import type { Publisher, PublishStep, WithdrawResult } from '../../../shared/domain/posts/publisher.ts';

type Step = Omit<PublishStep, 'checkpoint' | 'resumed'>;

/** Takes a post back like the worker does: the checkpoint goes through storage, every step after a wait is resumed. */
export async function driveWithdrawal(
  publisher: Publisher,
  step: Step,
  checkpoint: unknown,
  wait: (seconds: number) => Promise<void>,
): Promise<{ state: 'withdrawn' | 'too-late'; checkpoint: unknown; waits: number[] }> {
  const waits: number[] = [];
  let stored = checkpoint;
  let resumed = true;
  for (let steps = 0; steps < 50; steps += 1) {
    const result: WithdrawResult | undefined = await publisher.withdraw?.({ ...step, checkpoint: stored, resumed });
    if (!result) throw new Error('This publisher takes nothing back.');
    if (result.state !== 'withdrawing') return { state: result.state, checkpoint: stored, waits };
    stored = JSON.parse(JSON.stringify(result.checkpoint));
    waits.push(result.waitSeconds);
    resumed = result.waitSeconds > 0;
    await wait(result.waitSeconds);
  }
  throw new Error('The withdrawal does not come to an end.');
}
