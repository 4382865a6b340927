import type { StageName } from '../../../infra/stages.ts';
import type { StageOptions } from './build-stage.ts';
import { readTemplates } from './kept-templates.ts';
import { resolveTemplates } from './resolve-templates.ts';
import { type Resource, Template } from './resource.ts';

/** What a stage is deployed as. It is synthesized once for its sources, which takes longer than most tests of it. */
export function synthesize(stage: StageName, options?: StageOptions): Stage {
  const templates = Object.entries(readTemplates(stage, options));
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
