import * as z from 'zod';
import { callGraph } from './call-graph.ts';
import type { InstagramContext } from './instagram-context.ts';

/** How long after its bytes a container is first asked. */
export const firstPollSeconds = 5;

const ContainerState = z.object({
  status_code: z.enum(['IN_PROGRESS', 'FINISHED', 'PUBLISHED', 'ERROR', 'EXPIRED']),
  /** Text for people; of an error it holds the sub-code. */
  status: z.string().default(''),
  copyright_check_status: z.object({ matches_found: z.boolean().default(false) }).optional(),
});
export type ContainerState = z.infer<typeof ContainerState>;

/**
 * Asks a container how it is. It never tells the id of the post that it became.
 * @see https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-container
 */
export function readContainer(context: InstagramContext, containerId: string): Promise<ContainerState> {
  const parameters = { fields: 'status_code,status,copyright_check_status' };
  return callGraph(context, { method: 'GET', path: containerId, parameters }, ContainerState);
}
