import { resourceName, type Stage } from './stages.ts';

/** Name of the parameter into which a person puts client ids and secrets of the platforms. */
export function platformsParameter(stage: Pick<Stage, 'name'>): string {
  return `/${resourceName(stage)}/platforms`;
}
