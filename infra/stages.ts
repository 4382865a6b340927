import { chooseMailSender, type MailSettings } from './mail-sender.ts';
import type { StageSettings } from './stage-settings.ts';

/** What differs between one running Hopper and another. Everything else is the same everywhere. */
export interface Stage extends Omit<StageSettings, 'origin' | 'mail' | 'originProofHashes' | 'registration'> {
  readonly name: StageName;
  /** Scheme and host that browsers see. */
  readonly origin: string;
  /** Hashes of what CloudFront shows to the API. Without a deployment that knows them, of nothing: the API answers nobody. */
  readonly originProofHashes: string;
  readonly mail: MailSettings;
  /** Who may make an account, as the variable of `auth` says it. */
  readonly registration: string;
  readonly logRetentionDays: 7 | 30 | 90;
  /** Has alarms and a dashboard. */
  readonly isWatched: boolean;
  /** Keeps table, videos and keys when a stack is deleted, and refuses to delete the table. */
  readonly keepsData: boolean;
  /** Posts of one platform that are worked on at the same time; Lambda takes 2 to 1,000. */
  readonly publishConcurrency: number;
  /** Transfers that are worked on at the same time. */
  readonly transferConcurrency: number;
  readonly throttle: { readonly requestsPerSecond: number; readonly burst: number };
  /** Ceilings that cap the bill of the session cache. */
  readonly cache: { readonly maxGigabytes: number; readonly maxEcpuPerSecond: number };
  /**
   * Turns an address away that asks more often. Left out because it costs $6 a month, as much as the session cache: API Gateway
   * throttles everybody together and logins are throttled by Hopper itself.
   */
  readonly firewall?: { readonly requestsPerFiveMinutes: number };
}

export const stageNames = ['local', 'dev', 'prod'] as const;
export type StageName = (typeof stageNames)[number];

const localOrigin = 'http://localhost:3000';

/** Whoever finds the address of a deployment could use it otherwise; the machine of a developer is found by nobody. */
const defaultRegistration: Record<StageName, string> = { local: 'open', dev: 'first', prod: 'first' };

const stages: Record<StageName, Omit<Stage, 'name' | keyof StageSettings>> = {
  local: {
    logRetentionDays: 7,
    isWatched: false,
    keepsData: false,
    publishConcurrency: 4,
    transferConcurrency: 4,
    throttle: { requestsPerSecond: 500, burst: 1000 },
    cache: { maxGigabytes: 1, maxEcpuPerSecond: 1000 },
  },
  dev: {
    logRetentionDays: 7,
    isWatched: true,
    keepsData: false,
    publishConcurrency: 4,
    transferConcurrency: 4,
    throttle: { requestsPerSecond: 50, burst: 100 },
    cache: { maxGigabytes: 1, maxEcpuPerSecond: 1000 },
  },
  prod: {
    logRetentionDays: 90,
    isWatched: true,
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
 * @param settings what only its owner knows; `prod` has no origin of its own
 * @throws Error with one clear line for an unknown stage, or a missing or unusable setting
 */
export function getStage(name: string, settings: StageSettings = {}): Stage {
  const known = stageNames.find((stage) => stage === name);
  if (!known) throw new Error(`Unknown stage "${name}": HOPPER_STAGE is one of ${stageNames.join(', ')}.`);
  const {
    origin,
    mail = {},
    originProofHashes = 'none',
    certificateArn,
    webAclArn,
    registration,
    alarmEmail,
  } = settings;
  const page = toOrigin(known, origin);
  return {
    name: known,
    origin: page,
    mail: chooseMailSender(page, mail),
    originProofHashes,
    certificateArn,
    webAclArn,
    registration: registration ?? defaultRegistration[known],
    alarmEmail,
    ...stages[known],
  };
}

function toOrigin(stage: StageName, origin: string | undefined): string {
  if (!origin && stage === 'prod') throw new Error('Stage prod needs APP_ORIGIN, e.g. https://hopper.example.com.');
  const url = URL.parse(origin || localOrigin);
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`APP_ORIGIN is not a web address: "${origin}".`);
  if (stage === 'prod' && url.protocol !== 'https:') throw new Error('APP_ORIGIN of stage prod must be https.');
  return url.origin;
}

/** Physical name of a resource, the same in every account: `hopper-<stage>-<what>`. */
export function resourceName(stage: Pick<Stage, 'name'>, what?: string): string {
  return ['hopper', stage.name, ...(what ? [what] : [])].join('-');
}
