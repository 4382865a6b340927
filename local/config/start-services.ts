import { join } from 'node:path';
import { platformNames } from '../../shared/contract/platform-names.ts';
import { startDynamo } from '../cloud/dynamo/start-dynamo.ts';
import type { ServiceEndpoints } from '../cloud/host/service-endpoints.ts';
import { LogFile } from '../cloud/processes/log-file.ts';
import { allocatePorts } from '../cloud/processes/ports.ts';
import type { Shutdown } from '../cloud/processes/shutdown.ts';
import { startListening } from '../cloud/processes/start-listening.ts';
import { type NodeChild, startNodeChild } from '../cloud/processes/start-node-child.ts';
import { supervise } from '../cloud/processes/supervise.ts';
import { startRedis } from '../cloud/redis/start-redis.ts';
import type { LocalConfig } from './local-config.ts';
import { describeError, StartError } from './start-error.ts';

const portNames = [
  'dynamodb',
  'dynamodbEngine',
  'kms',
  'lambda',
  'redis',
  's3',
  'scheduler',
  'sesv2',
  'simulator',
  'sqs',
  'ssm',
] as const;

/** A port for every service of this run. */
export type Ports = Record<(typeof portNames)[number], number>;

/** Chooses the ports of all services. */
export function choosePorts(dataDir: string): Promise<Ports> {
  return allocatePorts(dataDir, portNames);
}

export interface ServiceOptions {
  readonly config: LocalConfig;
  readonly ports: Ports;
  /** Scheme and host that browsers see. */
  readonly origin: string;
  readonly shutdown: Shutdown;
  report(line: string): void;
}

/** The local services that run, each in a process of its own. */
export interface Services {
  /** That of DynamoDB is a proxy, which knows who may do what and can make calls go wrong; it costs half a millisecond. */
  readonly endpoints: ServiceEndpoints;
  readonly redisUrl: string;
  readonly simulatorUrl: string;
  /** Asks the process with the AWS services that are written here. */
  askCloud(request: object): Promise<unknown>;
}

/** Where Google sends a browser back that has opened a Drive. */
const driveCallbacks = ['source', 'destination', 'google'].map((consent) => `/auth/${consent}/callback`);

const localUrl = (port: number) => `http://127.0.0.1:${port}`;

/** Says which service it was that did not start. */
async function named<Result>(name: string, starting: Promise<Result>): Promise<Result> {
  try {
    return await starting;
  } catch (error) {
    throw new StartError(`Cannot start ${name}: ${describeError(error)}`);
  }
}

/**
 * Starts DynamoDB, Redis, the AWS services and the simulated platforms, all at the same time.
 *
 * @throws StartError that says which one cannot be started and why
 */
export async function startServices(options: ServiceOptions): Promise<Services> {
  const { ports } = options;
  const starting = [
    named('the local AWS', startCloud(options)),
    named('Redis', startOrFindRedis(options)),
    named('DynamoDB', startDynamoDb(options)),
    named('the simulated platforms', startSimulator(options)),
  ] as const;
  // One that fails must not leave another half started, which nobody would stop.
  await Promise.allSettled(starting);
  const [askCloud, redisUrl] = await Promise.all(starting);
  const endpoints: ServiceEndpoints = {
    dynamodb: localUrl(ports.dynamodb),
    kms: localUrl(ports.kms),
    lambda: localUrl(ports.lambda),
    s3: localUrl(ports.s3),
    scheduler: localUrl(ports.scheduler),
    sesv2: localUrl(ports.sesv2),
    sqs: localUrl(ports.sqs),
    ssm: localUrl(ports.ssm),
  };
  return {
    endpoints,
    redisUrl,
    simulatorUrl: localUrl(ports.simulator),
    askCloud,
  };
}

function openLog({ config }: ServiceOptions, name: string): LogFile {
  return new LogFile(join(config.dataDir, 'logs', `${name}.log`));
}

async function startCloud(options: ServiceOptions): Promise<Services['askCloud']> {
  const { config, shutdown, report, ports } = options;
  const file = join(import.meta.dirname, '../cloud/servers.ts');
  const { dynamodb, kms, s3, scheduler, sesv2, sqs, ssm } = ports;
  const program = {
    file,
    options: {
      dataDir: join(config.dataDir, 'cloud'),
      engineUrl: localUrl(ports.dynamodbEngine),
      ports: { dynamodb, kms, s3, scheduler, sesv2, sqs, ssm },
      lambdaUrl: localUrl(ports.lambda),
      usedGrantsPath: config.environment.HOPPER_USED_GRANTS,
      isMetered: config.environment.HOPPER_METER === '1',
    },
    log: openLog(options, 'cloud'),
  };
  let child: NodeChild | undefined;
  const start = async () => {
    child = await startNodeChild(program);
    return child;
  };
  const supervised = await supervise('local AWS', start, report);
  shutdown.add(supervised.stop);
  return (request) => child?.request(request) ?? Promise.reject(new Error('The local AWS does not run.'));
}

async function startOrFindRedis(options: ServiceOptions): Promise<string> {
  const { config, shutdown, report, ports } = options;
  if (config.redisUrl !== undefined) return config.redisUrl;
  const redis = await startRedis({
    port: ports.redis,
    dataDir: config.dataDir,
    log: openLog(options, 'redis'),
    searchPath: config.environment.PATH ?? '',
    report,
  });
  shutdown.add(redis.stop);
  return redis.url;
}

async function startDynamoDb(options: ServiceOptions): Promise<void> {
  const { config, shutdown, report, ports } = options;
  const log = openLog(options, 'dynamodb');
  const dynamo = await startDynamo({ port: ports.dynamodbEngine, dataDir: config.dataDir, log, report });
  shutdown.add(dynamo.stop);
}

async function startSimulator(options: ServiceOptions): Promise<void> {
  const { config, shutdown, report, ports, origin } = options;
  const callbacks = [...platformNames.map((name) => `/api/auth/${name}/callback`), ...driveCallbacks];
  const redirects = callbacks.flatMap((path) => ['--redirect-uri', `${origin}${path}`]);
  const command = {
    command: process.execPath,
    args: [
      join(import.meta.dirname, '../platforms/main.ts'),
      ...['--port', String(ports.simulator), '--data-dir', join(config.dataDir, 'platforms')],
      ...(config.autoConsent ? ['--auto-consent'] : []),
      ...(config.demoFiles ? ['--demo-files'] : []),
      ...redirects,
    ],
    log: openLog(options, 'platforms'),
  };
  const start = () => startListening(command, ports.simulator);
  const supervised = await supervise('simulated platforms', start, report);
  shutdown.add(supervised.stop);
}
