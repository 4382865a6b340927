import {
  PlatformError,
  type Publisher,
  type PublishStep,
  type StepResult,
} from '../../../shared/domain/posts/publisher.ts';

export const neverResume = withStep((step) => ({ ...step, resumed: false }));

/** Everything is for now. */
export const ignoreTime = withStep((step) => ({ ...step, dueAt: null }));

/** What was the time when the post was begun stays its time. */
export const keepFirstTime = withStep((step) => {
  const landed = goLiveAtOf(step.checkpoint);
  return landed === undefined ? step : { ...step, dueAt: landed };
});

/** Takes any trouble after the platform has the bytes for a definite no. */
export function believeErrors(publisher: Publisher): Publisher {
  return {
    ...publisher,
    advance: (step) =>
      publisher.advance(step).catch((error: unknown) => {
        const isTrouble = error instanceof PlatformError && error.kind === 'transient';
        const isLate = ['publishing', 'processing'].includes(phaseOf(step.checkpoint));
        throw isTrouble && isLate ? new PlatformError('rejected', error.causeCode, error.userMessage) : error;
      }),
  };
}

/** Begins anew where it should look whether the post is there. */
export function skipSearches(publisher: Publisher): Publisher {
  return {
    ...publisher,
    async advance(step): Promise<StepResult> {
      const result = await publisher.advance(step);
      const isSearch = 'checkpoint' in result && phaseOf(result.checkpoint) === 'searching';
      return isSearch ? { state: 'uploading', checkpoint: null, bytesSent: 0 } : result;
    },
  };
}

export function withdrawBlindly(publisher: Publisher): Publisher {
  return publisher.withdraw ? { ...publisher, withdraw: async () => ({ state: 'withdrawn' }) } : publisher;
}

function withStep(change: (step: PublishStep) => PublishStep) {
  return ({ advance, withdraw }: Publisher): Publisher => ({
    advance: (step) => advance(change(step)),
    ...(withdraw && { withdraw: (step) => withdraw(change(step)) }),
  });
}

function phaseOf(checkpoint: unknown): string {
  return isRecord(checkpoint) ? String(checkpoint.phase) : '';
}

function goLiveAtOf(checkpoint: unknown): number | undefined {
  const value = isRecord(checkpoint) ? checkpoint.goLiveAt : undefined;
  return typeof value === 'number' ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
