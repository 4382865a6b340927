import { setTimeout } from 'node:timers/promises';

interface Patience {
  readonly tries: number;
  readonly pauseMillis: number;
}

/**
 * Asks page and API through CloudFront until both answer: a new distribution needs a moment to be known everywhere.
 * @throws Error that says which one does not answer, and how
 */
export async function waitUntilHealthy(origin: string, { tries, pauseMillis }: Patience): Promise<void> {
  for (let left = tries; ; left--) {
    const problem = (await findProblem(`${origin}/`, 'text/html')) ?? (await findProblem(`${origin}/health`));
    if (!problem) return;
    if (left <= 1) throw new Error(`${problem} The deployment itself has gone well.`);
    await setTimeout(pauseMillis);
  }
}

async function findProblem(url: string, accept = '*/*'): Promise<string | undefined> {
  try {
    const { ok, status } = await fetch(url, { headers: { accept }, redirect: 'error' });
    return ok ? undefined : `${url} answers ${status}.`;
  } catch {
    return `${url} does not answer.`;
  }
}
