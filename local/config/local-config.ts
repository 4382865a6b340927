import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import { type OwnClients, readOwnClients } from './oauth-clients.ts';
import { describeError, StartError } from './start-error.ts';

const portRule = 'PORT is a number from 0 to 65535';
const Settings = z.object({
  PORT: z.coerce.number(portRule).int(portRule).min(0, portRule).max(65_535, portRule).default(3000),
  HOST: z.string().optional(),
  HOPPER_DATA_DIR: z.string().optional(),
  SIM_AUTO_CONSENT: z.enum(['0', '1'], 'SIM_AUTO_CONSENT is 0 or 1').default('0'),
  SIM_DEMO_FILES: z.enum(['0', '1'], 'SIM_DEMO_FILES is 0 or 1').default('1'),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'REDIS_URL is not a redis:// address' }).optional(),
});

/** Everything that the person who starts Hopper can choose. */
export interface LocalConfig {
  /** 0 takes a free one. */
  readonly port: number;
  /** Address to listen on; both loopback addresses when it is not set. */
  readonly host: string | undefined;
  readonly dataDir: string;
  /** Simulated consent pages redirect at once. */
  readonly autoConsent: boolean;
  /** The simulated Google Drives hold something from the start. */
  readonly demoFiles: boolean;
  /** A Redis that runs already. */
  readonly redisUrl: string | undefined;
  /** Real credentials by OAuth provider: with them the real platform is used instead of the simulated one. */
  readonly ownClients: OwnClients;
  /** The whole environment with `.env` below it; variables set to nothing count as not set. */
  readonly environment: Readonly<Record<string, string>>;
}

function readEnvFile(path: string): NodeJS.Dict<string> {
  if (!existsSync(path)) return {};
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new StartError(`Cannot read ${path}: ${describeError(error)}`);
  }
}

function withoutEmpty(environment: NodeJS.Dict<string>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/**
 * Reads the settings: environment first, then the file `.env` of the project (HOPPER_ENV_FILE names another one).
 *
 * @throws StartError that names the setting that makes no sense
 */
export function readLocalConfig(projectDir: string, processEnvironment: NodeJS.ProcessEnv): LocalConfig {
  const envFile = resolve(projectDir, processEnvironment.HOPPER_ENV_FILE ?? '.env');
  const environment = withoutEmpty({ ...readEnvFile(envFile), ...withoutEmpty(processEnvironment) });
  const parsed = Settings.safeParse(environment);
  if (!parsed.success) throw new StartError(parsed.error.issues.map(toLine).join('; '));
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.HOPPER_DATA_DIR === undefined ? resolve(projectDir, '.hopper') : resolve(data.HOPPER_DATA_DIR),
    autoConsent: data.SIM_AUTO_CONSENT === '1',
    demoFiles: data.SIM_DEMO_FILES === '1',
    redisUrl: data.REDIS_URL,
    ownClients: findOwnClients(environment),
    environment,
  };
}

function findOwnClients(environment: Readonly<Record<string, string>>): OwnClients {
  try {
    return readOwnClients(environment);
  } catch (error) {
    throw new StartError(describeError(error));
  }
}

function toLine({ path, message }: z.core.$ZodIssue): string {
  const name = path.join('.');
  return message.startsWith(name) ? message : `${name}: ${message}`;
}
