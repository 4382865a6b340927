import * as z from 'zod';
import { FaultSet } from '../faults/fault-rule.ts';
import { askSimulator, type SimulatorAnswer } from './ask-simulator.ts';
import type { ConsoleSources } from './console-sources.ts';

const FaultsRequest = z.strictObject({
  seed: z.int().min(0).default(1),
  rules: z.array(z.record(z.string(), z.unknown())).max(1000),
});

/** All rules, those of the simulated platforms and those of the local AWS. */
export async function getFaults({ simulatorUrl, getAwsFaults }: ConsoleSources): Promise<SimulatorAnswer> {
  const platforms = await askSimulator(simulatorUrl, 'GET', '/faults');
  return { status: 200, body: { platforms: platforms.body, aws: await getAwsFaults() } };
}

/**
 * Replaces all rules. A rule with `platform` is for the simulated platforms, one with `service` for the local AWS.
 *
 * @throws ZodError when a rule is for neither, or makes no sense
 */
export async function setFaults(sources: ConsoleSources, text: string): Promise<SimulatorAnswer> {
  const { seed, rules } = FaultsRequest.parse(JSON.parse(text));
  const forPlatforms = rules.filter((rule) => 'platform' in rule);
  // Whatever is not for a platform is checked as a rule for the local AWS, so that no rule is silently ignored.
  const aws = FaultSet.parse({ seed, rules: rules.filter((rule) => !('platform' in rule)) });
  const body = JSON.stringify({ seed, rules: forPlatforms });
  const platforms = await askSimulator(sources.simulatorUrl, 'POST', '/faults', body);
  if (platforms.status !== 200) return platforms;
  return { status: 200, body: { platforms: platforms.body, aws: await sources.setAwsFaults(aws) } };
}

/** Removes all rules. */
export async function clearFaults(sources: ConsoleSources): Promise<SimulatorAnswer> {
  await askSimulator(sources.simulatorUrl, 'DELETE', '/faults');
  await sources.setAwsFaults({ seed: 1, rules: [] });
  return { status: 204, body: undefined };
}
