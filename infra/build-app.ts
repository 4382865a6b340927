import { App } from 'aws-cdk-lib';
import { featureFlags } from './feature-flags.ts';
import { AppStack } from './stacks/app-stack.ts';
import { CacheStack } from './stacks/cache-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
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

/** The three stacks of one stage, not synthesized yet. They name no account and no region: any pair will do. */
export function buildApp(options: AppOptions): { app: App; data: DataStack; cache: CacheStack; main: AppStack } {
  const { stage, bundleDir, outdir, validates = false } = options;
  const app = new App({
    context: featureFlags,
    analyticsReporting: false,
    // A picture of the construct tree that nobody here looks at; leaving it out saves a third of the time.
    treeMetadata: false,
    builtinCloudFormationValidation: validates,
    ...(outdir && { outdir }),
  });
  const data = new DataStack(app, 'Data', { stage, stackName: resourceName(stage, 'data') });
  const cache = new CacheStack(app, 'Cache', { stage, data, stackName: resourceName(stage, 'cache') });
  const main = new AppStack(app, 'App', { stage, data, cache, bundleDir, stackName: resourceName(stage, 'app') });
  return { app, data, cache, main };
}
