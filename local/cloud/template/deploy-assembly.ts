import type { Assembly } from './read-assembly.ts';
import type { ResourceTypes } from './resource-type.ts';
import { type Exports, StackDeployment } from './stack-deployment.ts';

/**
 * Carries out the stacks of an app one after the other: every resource of a known type is created or updated; one of
 * an unknown type is left out, unless something that is created refers to it.
 *
 * @throws DeployError with one line that names stack and resource: an unknown resource that is needed, a circle,
 * properties that the local cloud cannot honour, or the failure of a service.
 */
export async function deployAssembly(assembly: Assembly, types: ResourceTypes): Promise<void> {
  const exports: Exports = new Map();
  for (const stack of assembly.stacks) {
    await new StackDeployment(stack, assembly.assetPaths, types, exports).run();
  }
}
