import { join } from 'node:path';
import { buildApp } from '../../../infra/build-app.ts';
import type { StageSettings } from '../../../infra/stage-settings.ts';
import { type Stage as FullStage, getStage, type StageName } from '../../../infra/stages.ts';
import { openTempDir } from './open-temp-dir.ts';
import { placeBundles } from './place-bundles.ts';
import { resolveTemplates } from './resolve-templates.ts';
import { type Resource, Template } from './resource.ts';

/** The app of a stage with placeholder handlers, not synthesized yet. Everything it writes goes to `dir`. */
export function buildStage(name: StageName, dir: string, options: StageOptions = {}) {
  const { firewall, validates = false, ...settings } = options;
  const stage = getStage(name, { origin: 'https://hopper.example.com', ...settings });
  const bundleDir = placeBundles(dir);
  return buildApp({
    stage: { ...stage, ...(firewall && { firewall }) },
    bundleDir,
    outdir: join(dir, 'out'),
    validates,
  });
}

interface StageOptions extends StageSettings, Pick<FullStage, 'firewall'> {
  readonly validates?: boolean;
}

/** The templates of a stage as CloudFormation gets them, by stack name. */
export function synthesizeTemplates(stage: StageName, options?: StageOptions): Record<string, unknown> {
  using dir = openTempDir();
  const { stacks } = buildStage(stage, dir.path, options).app.synth();
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, stack.template]));
}

export function synthesize(stage: StageName, options?: StageOptions): Stage {
  const templates = Object.entries(synthesizeTemplates(stage, options));
  return new Stage(resolveTemplates(new Map(templates.map(([name, template]) => [name, Template.parse(template)]))));
}

/** All resources of a stage. */
export class Stage {
  readonly resources: readonly Resource[];

  constructor(resources: readonly Resource[]) {
    this.resources = resources;
  }

  ofType(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The one resource of a type that `name` tells from the others. */
  get(type: string, name = ''): Resource {
    const found = this.ofType(type).filter((resource) => resource.name.endsWith(name));
    const [resource] = found;
    if (!resource || found.length > 1) throw new Error(`${found.length} resources ${type} end in "${name}".`);
    return resource;
  }
}
