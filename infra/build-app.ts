import { App } from 'aws-cdk-lib';
import { featureFlags } from './feature-flags.ts';
import { AppStack } from './stacks/app-stack.ts';
import { CacheStack } from './stacks/cache-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { FirewallStack } from './stacks/firewall-stack.ts';
import { WatchStack } from './stacks/watch-stack.ts';
import { WebStack } from './stacks/web-stack.ts';
import { resourceName, type Stage } from './stages.ts';

interface AppOptions {
  readonly stage: Stage;
  /** Folder with one folder per function, each with an `index.mjs`. */
  readonly bundleDir: string;
  /** Where the templates go; a temporary folder when left out. */
  readonly outdir?: string;
  /** Checks the templates against CloudFormation's own schemas, which takes seconds: for deployments and tests. */
  readonly validates?: boolean;
}

/** The stacks of one stage. */
interface Stacks {
  readonly app: App;
  readonly data: DataStack;
  readonly cache: CacheStack;
  readonly web: WebStack;
  readonly main: AppStack;
}

/** The stacks of one stage, not synthesized yet. They name no account and, but for the firewall, no region: any pair will do. */
export function buildApp(options: AppOptions): Stacks {
  const { stage, bundleDir, outdir, validates = false } = options;
  const app = new App({
    context: featureFlags,
    analyticsReporting: false,
    // A picture of the construct tree that nobody here looks at; leaving it out saves a third of the time.
    treeMetadata: false,
    builtinCloudFormationValidation: validates,
    ...(outdir && { outdir }),
  });
  const named = (what: string) => ({ stage, stackName: resourceName(stage, what) });
  if (stage.firewall) new FirewallStack(app, 'Firewall', { ...named('firewall'), ...stage.firewall });
  const data = new DataStack(app, 'Data', { ...named('data'), terminationProtection: stage.keepsData });
  const cache = new CacheStack(app, 'Cache', { ...named('cache'), data });
  const web = new WebStack(app, 'Web', named('web'));
  const main = new AppStack(app, 'App', { ...named('app'), data, cache, web, bundleDir });
  // Its filters read logs of the functions, which must be there.
  if (stage.isWatched) new WatchStack(app, 'Watch', named('watch')).addStackDependency(main);
  return { app, data, cache, web, main };
}
