import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** One call of `cdk deploy`. */
export interface CdkStep {
  /** Ids of stacks in the app, or `--all`. Stacks that a named one depends on are left as they are. */
  readonly stacks: readonly string[];
  /** For `infra/app.ts`, beside the variables of this process. */
  readonly environment: Readonly<Record<string, string>>;
  /** Values of parameters by `<name of the stack>:<parameter>`; those that are not named keep theirs. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * Runs `cdk deploy` with its output on this terminal. It shows what widens rights and asks before it does that.
 * @throws Error when it does not end well; CloudFormation has then put the stack back
 */
export async function runCdk({ stacks, environment, parameters = {} }: CdkStep): Promise<void> {
  const all = stacks.includes('--all');
  const given = Object.entries(parameters).flatMap(([name, value]) => ['--parameters', `${name}=${value}`]);
  const child = spawn('cdk', ['deploy', ...stacks, ...(all ? [] : ['--exclusively']), ...given], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error(`cdk deploy ${stacks.join(' ')} has failed, see above. Run it again once that is mended.`);
}
