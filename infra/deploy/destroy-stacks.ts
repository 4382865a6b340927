import { platformsParameter } from '../platforms-parameter.ts';
import { resourceName, type Stage } from '../stages.ts';
import type { DeployedStacks } from './deployed-stacks.ts';

export interface DestroyPorts {
  readonly stacks: Pick<DeployedStacks, 'listBuckets' | 'remove'>;
  /** In us-east-1, where the firewall is. */
  readonly virginia: Pick<DeployedStacks, 'remove'>;
  emptyBucket(name: string): Promise<void>;
  /** One that is not there is no problem. */
  deleteParameter(name: string): Promise<void>;
  report(line: string): void;
}

/**
 * Removes a stage: all of it, or, where it keeps its data, all but that. It may end anywhere and be run again.
 * Each stack after those that import something of it.
 */
export async function destroyStacks(stage: Pick<Stage, 'name' | 'keepsData'>, ports: DestroyPorts): Promise<void> {
  const removed = ['watch', 'app', 'web', 'cache', ...(stage.keepsData ? [] : ['data'])];
  for (const what of removed) {
    const stackName = resourceName(stage, what);
    ports.report(`Removing ${stackName}…`);
    for (const bucket of await ports.stacks.listBuckets(stackName)) await ports.emptyBucket(bucket);
    await ports.stacks.remove(stackName);
  }
  await ports.virginia.remove(resourceName(stage, 'firewall'));
  const parameter = platformsParameter(stage);
  if (stage.keepsData)
    ports.report(`${resourceName(stage, 'data')} stays: table, videos and key; and so does ${parameter}.`);
  else await ports.deleteParameter(parameter);
}
