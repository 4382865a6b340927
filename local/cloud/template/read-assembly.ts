import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { Template } from './template.ts';

/** One synthesized stack. */
export interface Stack {
  readonly name: string;
  readonly template: Template;
}

/** A synthesized CDK app. */
export interface Assembly {
  /** Stacks in an order in which each one comes after those that it depends on. */
  readonly stacks: readonly Stack[];
  /** Folder or file of a bundled asset by the object key under which the template knows it. */
  readonly assetPaths: ReadonlyMap<string, string>;
}

const Manifest = z.object({
  artifacts: z
    .record(
      z.string(),
      z.object({
        type: z.string(),
        dependencies: z.array(z.string()).default([]),
        properties: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default({}),
});
const StackProperties = z.object({ templateFile: z.string(), stackName: z.string().optional() });
const AssetProperties = z.object({ file: z.string() });
const NestedProperties = z.object({ directoryName: z.string() });
const AssetManifest = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

function readJson<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`Cannot read ${path}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function readAssets(directory: string, manifestFile: string): [string, string][] {
  const { files } = readJson(join(directory, manifestFile), AssetManifest);
  return Object.values(files).flatMap(({ source, destinations }) => {
    const path = source.path === undefined ? undefined : resolve(directory, source.path);
    if (path === undefined) return [];
    return Object.values(destinations).map(({ objectKey }): [string, string] => [objectKey, path]);
  });
}

/** Artifact ids so that dependencies come first; the manifest's own order breaks ties. */
function sortByDependency(artifacts: z.infer<typeof Manifest>['artifacts']): string[] {
  const sorted = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (sorted.has(id)) return;
    if (path.includes(id)) throw new Error(`Stacks depend on each other in a circle: ${[...path, id].join(' → ')}`);
    for (const dependency of artifacts[id]?.dependencies ?? []) visit(dependency, [...path, id]);
    sorted.add(id);
  };
  for (const id of Object.keys(artifacts)) visit(id, []);
  return [...sorted];
}

/**
 * Reads a cloud assembly (`cdk.out`) with all of its stacks.
 *
 * @throws Error with one readable line when a file is missing or has another shape.
 * @see https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-assemblies
 */
export function readAssembly(directory: string): Assembly {
  const { artifacts } = readJson(join(directory, 'manifest.json'), Manifest);
  const stacks: Stack[] = [];
  const assetPaths = new Map<string, string>();
  for (const id of sortByDependency(artifacts)) {
    const artifact = artifacts[id];
    if (artifact?.type === 'aws:cloudformation:stack') {
      const { templateFile, stackName } = StackProperties.parse(artifact.properties);
      stacks.push({ name: stackName ?? id, template: readJson(join(directory, templateFile), Template) });
    } else if (artifact?.type === 'cdk:asset-manifest') {
      const { file } = AssetProperties.parse(artifact.properties);
      for (const [key, path] of readAssets(directory, file)) assetPaths.set(key, path);
    } else if (artifact?.type === 'cdk:cloud-assembly') {
      const nested = readAssembly(join(directory, NestedProperties.parse(artifact.properties).directoryName));
      stacks.push(...nested.stacks);
      for (const [key, path] of nested.assetPaths) assetPaths.set(key, path);
    }
  }
  return { stacks, assetPaths };
}
