import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { apiPathPatterns } from '../infra/edge/api-paths.ts';
import { openEdge } from './cloud/host/edge.ts';
import { type Front, openFront } from './cloud/host/front.ts';
import { matchPath } from './cloud/host/match-path.ts';
import { startHost } from './cloud/host/start-host.ts';
import { serveStaticFiles } from './cloud/host/static-files.ts';
import { Shutdown } from './cloud/processes/shutdown.ts';
import type { Deployment } from './cloud/provision/deployment.ts';
import { buildAdjustEnvironment } from './config/adjust-environment.ts';
import { buildConsole } from './config/build-console.ts';
import { openDataFolder } from './config/data-folder.ts';
import { describeSite } from './config/describe-site.ts';
import { type LocalConfig, readLocalConfig } from './config/local-config.ts';
import { type DeployTarget, prepareApp } from './config/prepare-app.ts';
import { buildSecureParameters } from './config/secure-parameters.ts';
import { simulatedAddresses } from './config/simulated-platforms.ts';
import { describeError, StartError } from './config/start-error.ts';
import { startLambda } from './config/start-lambda.ts';
import { choosePorts, type Services, startServices } from './config/start-services.ts';

const projectDir = join(import.meta.dirname, '..');
const shutdown = new Shutdown();
const edge = openEdge();

function report(line: string): void {
  if (!shutdown.begun) console.error(line);
}

async function stop(exitCode: number): Promise<never> {
  await shutdown.run();
  process.exit(exitCode);
}

/** A second signal is somebody who does not want to wait. */
function handleSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (shutdown.begun) process.exit(1);
      void stop(0);
    });
  }
}

async function takePort({ port, host }: LocalConfig): Promise<Front> {
  try {
    const front = await openFront(port, host);
    shutdown.add(front.close);
    return front;
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const advice = 'Stop what uses it or set PORT.';
    throw new StartError(taken ? `Port ${port} is in use. ${advice}` : `Cannot listen: ${describeError(error)}`);
  }
}

function withLocalEnvironment(deployment: Deployment, services: Services, config: LocalConfig): Deployment {
  const adjust = buildAdjustEnvironment({
    ...services,
    originProofHash: edge.proofHash,
    environment: config.environment,
    platformAddresses: simulatedAddresses(services.simulatorUrl, config.ownClients),
  });
  const functions = deployment.functions.map((item) => ({ ...item, environment: adjust(item) }));
  return { ...deployment, functions };
}

async function startHopper(): Promise<string> {
  const config = readLocalConfig(projectDir, process.env);
  const { dataDir } = config;
  const folder = openDataFolder(dataDir);
  shutdown.add(folder.release);
  const front = await takePort(config);
  const origin = `http://localhost:${front.port}`;

  const target = Promise.withResolvers<DeployTarget>();
  const prepared = prepareApp({
    dataDir,
    origin,
    mailFrom: config.environment.MAIL_FROM,
    target: target.promise,
    shutdown,
  });
  // Awaited below; until then a failure must not count as unhandled.
  prepared.catch(() => undefined);

  const ports = await choosePorts(dataDir);
  const known = Promise.withResolvers<void>();
  const started = Promise.withResolvers<Services>();
  const { lambda, events } = await startLambda({
    dataDir,
    port: ports.lambda,
    ready: known.promise,
    services: started.promise,
    shutdown,
    report,
  });
  const services = await startServices({ config, ports, origin, shutdown, report });
  started.resolve(services);
  shutdown.add(() => {
    // Before the functions: an event whose function is killed here is not one that has failed.
    events.stop();
    lambda.stop();
  });

  target.resolve({ ...services, secureParameters: buildSecureParameters(config) });
  const deployment = withLocalEnvironment(await prepared, services, config);
  await services.askCloud({ kind: 'set-permissions', permissions: deployment.permissions });
  await services.askCloud({ kind: 'set-event-rules', rules: deployment.eventRules });
  const host = startHost({ deployment, endpoints: services.endpoints, lambda, report });
  shutdown.add(host.stop);
  events.start(deployment.asyncInvokes);
  known.resolve();

  const showConsole = buildConsole(services, lambda);
  const servePage = serveStaticFiles(join(dataDir, 'web'), { '/site.json': describeSite(config.ownClients) });
  front.serve((message, response) => {
    const path = (message.url ?? '/').split('?')[0] ?? '/';
    if (path === '/_local' || path.startsWith('/_local/')) showConsole(message, response);
    else if (apiPathPatterns.some((pattern) => matchPath(pattern, path))) {
      edge.sign(message);
      void host.handle(message, response);
    } else servePage(message, response);
  });
  return origin;
}

handleSignals();
try {
  const origin = await startHopper();
  if (!shutdown.begun) console.log(`ready ${origin}`);
  flushCompileCache();
} catch (error) {
  if (shutdown.begun) await stop(0);
  console.error(error instanceof StartError ? error.message : `Hopper does not start: ${describeError(error)}`);
  await stop(1);
}
