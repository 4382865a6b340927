import { buildApp } from '../../../infra/build-app.ts';
import { getStage, type StageName } from '../../../infra/stages.ts';
import { placeBundles } from './place-bundles.ts';
import { resolveTemplates } from './resolve-templates.ts';
import { type Resource, Template } from './resource.ts';

const bundleDir = placeBundles();

/** The app of a stage with placeholder handlers, not synthesized yet. */
export function buildStage(stage: StageName, options: { origin?: string; validates?: boolean } = {}) {
  const { origin = 'https://hopper.example.com', validates = false } = options;
  return buildApp({ stage: getStage(stage, origin), bundleDir, validates });
}

/** The templates of a stage as CloudFormation gets them, by stack name. */
export function synthesizeTemplates(stage: StageName, origin?: string): Record<string, unknown> {
  const { stacks } = buildStage(stage, { origin }).app.synth();
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, stack.template]));
}

export function synthesize(stage: StageName, origin?: string): Stage {
  const templates = Object.entries(synthesizeTemplates(stage, origin));
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
