/** What differs between one running Hopper and another. Everything else is the same everywhere. */
export interface Stage {
  readonly name: StageName;
  /** Scheme and host that browsers see. */
  readonly origin: string;
  readonly logRetentionDays: 7 | 30 | 90;
  /** Keeps table, videos and keys when a stack is deleted, and refuses to delete the table. */
  readonly keepsData: boolean;
  /** Posts of one platform that are worked on at the same time; Lambda takes 2 to 1,000. */
  readonly publishConcurrency: number;
  /** Transfers that are worked on at the same time. */
  readonly transferConcurrency: number;
  readonly throttle: { readonly requestsPerSecond: number; readonly burst: number };
  /** Ceilings that cap the bill of the session cache. */
  readonly cache: { readonly maxGigabytes: number; readonly maxEcpuPerSecond: number };
}

export const stageNames = ['local', 'dev', 'prod'] as const;
export type StageName = (typeof stageNames)[number];

const localOrigin = 'http://localhost:3000';

const stages: Record<StageName, Omit<Stage, 'name' | 'origin'>> = {
  local: {
    logRetentionDays: 7,
    keepsData: false,
    publishConcurrency: 4,
    transferConcurrency: 4,
    throttle: { requestsPerSecond: 500, burst: 1000 },
    cache: { maxGigabytes: 1, maxEcpuPerSecond: 1000 },
  },
  dev: {
    logRetentionDays: 7,
    keepsData: false,
    publishConcurrency: 4,
    transferConcurrency: 4,
    throttle: { requestsPerSecond: 50, burst: 100 },
    cache: { maxGigabytes: 1, maxEcpuPerSecond: 1000 },
  },
  prod: {
    logRetentionDays: 90,
    keepsData: true,
    publishConcurrency: 20,
    transferConcurrency: 10,
    throttle: { requestsPerSecond: 200, burst: 400 },
    cache: { maxGigabytes: 2, maxEcpuPerSecond: 5000 },
  },
};

/**
 * The values of a stage.
 *
 * @param name `local`, `dev` or `prod`
 * @param origin scheme and host of the page; `prod` has none of its own
 * @throws Error with one clear line for an unknown stage, a missing or an unusable origin
 */
export function getStage(name: string, origin?: string): Stage {
  const known = stageNames.find((stage) => stage === name);
  if (!known) throw new Error(`Unknown stage "${name}": HOPPER_STAGE is one of ${stageNames.join(', ')}.`);
  return { name: known, origin: toOrigin(known, origin), ...stages[known] };
}

function toOrigin(stage: StageName, origin: string | undefined): string {
  if (!origin && stage === 'prod') throw new Error('Stage prod needs APP_ORIGIN, e.g. https://hopper.example.com.');
  const url = URL.parse(origin || localOrigin);
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`APP_ORIGIN is not a web address: "${origin}".`);
  if (stage === 'prod' && url.protocol !== 'https:') throw new Error('APP_ORIGIN of stage prod must be https.');
  return url.origin;
}

/** Physical name of a resource, the same in every account: `hopper-<stage>-<what>`. */
export function resourceName(stage: Stage, what?: string): string {
  return ['hopper', stage.name, ...(what ? [what] : [])].join('-');
}
