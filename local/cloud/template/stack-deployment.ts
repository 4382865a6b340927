import * as z from 'zod';
import { pseudoParameters } from './pseudo-parameters.ts';
import type { Assembly, Stack } from './read-assembly.ts';
import { ReferenceGraph } from './reference-graph.ts';
import { resolveValue } from './resolve-value.ts';
import type { ProvisionedResource, ResourceRequest, ResourceType, ResourceTypes } from './resource-type.ts';
import type { Scope } from './scope.ts';
import type { TemplateResource } from './template.ts';

/** Values that stacks export, by export name: resolved when somebody imports them. */
export type Exports = Map<string, () => Promise<unknown>>;

const Truth = z.boolean();

/** Carries out the resources of one stack; each one at most once, in the order in which they need each other. */
export class StackDeployment {
  readonly #stack: Stack;
  readonly #assetPaths: Assembly['assetPaths'];
  readonly #types: ResourceTypes;
  readonly #exports: Exports;
  readonly #pseudo: ReadonlyMap<string, unknown>;
  readonly #started = new Map<string, Promise<ProvisionedResource>>();
  readonly #graph = new ReferenceGraph();

  constructor(stack: Stack, assetPaths: Assembly['assetPaths'], types: ResourceTypes, exports: Exports) {
    this.#stack = stack;
    this.#assetPaths = assetPaths;
    this.#types = types;
    this.#exports = exports;
    this.#pseudo = pseudoParameters(stack.name);
  }

  /** @throws Error with one line that names stack and resource. */
  async run(): Promise<void> {
    const known = Object.keys(this.#stack.template.Resources).filter((id) => this.#typeOf(id));
    await Promise.all(known.map(async (id) => (await this.#exists(id)) && this.#provision(id)));
    const scope = this.#scope('an output');
    for (const { Value, Export, Condition } of Object.values(this.#stack.template.Outputs)) {
      if (!Export || (Condition !== undefined && !(await scope.condition(Condition)))) continue;
      this.#exports.set(String(await resolveValue(Export.Name, scope)), () => resolveValue(Value, scope));
    }
  }

  #typeOf(logicalId: string): ResourceType | undefined {
    return this.#types.get(this.#stack.template.Resources[logicalId]?.Type ?? '');
  }

  async #exists(logicalId: string): Promise<boolean> {
    const condition = this.#stack.template.Resources[logicalId]?.Condition;
    return condition === undefined || this.#scope(logicalId).condition(condition);
  }

  #provision(logicalId: string): Promise<ProvisionedResource> {
    const started = this.#started.get(logicalId) ?? this.#create(logicalId);
    this.#started.set(logicalId, started);
    return started;
  }

  /** What `from` needs is created first, or is being created already. */
  async #require(logicalId: string, from: string): Promise<ProvisionedResource> {
    const resource = this.#stack.template.Resources[logicalId];
    if (!resource) throw this.#problem(`${from} refers to ${logicalId}, which is not in the template`);
    if (!this.#typeOf(logicalId)) {
      throw this.#problem(`${from} needs ${logicalId} (${resource.Type}), which the local cloud does not have`);
    }
    this.#graph.add(from, logicalId);
    return this.#provision(logicalId);
  }

  async #create(logicalId: string): Promise<ProvisionedResource> {
    const resource = this.#stack.template.Resources[logicalId];
    const create = this.#typeOf(logicalId);
    if (!resource || !create) throw this.#problem(`${logicalId} cannot be created`);
    try {
      await Promise.all(this.#dependencies(resource).map((id) => this.#require(id, logicalId)));
      return await create(this.#request(logicalId, resource));
    } catch (error) {
      if (error instanceof DeployError) throw error;
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : readMessage(error);
      throw this.#problem(`${logicalId} (${resource.Type}): ${reason.replaceAll(/\s+/g, ' ')}`, error);
    }
  }

  /** Only what exists here is waited for; a dependency on a policy or a network means nothing locally. */
  #dependencies({ DependsOn }: TemplateResource): string[] {
    const ids = typeof DependsOn === 'string' ? [DependsOn] : (DependsOn ?? []);
    return ids.filter((id) => this.#typeOf(id));
  }

  #request(logicalId: string, resource: TemplateResource): ResourceRequest {
    const scope = this.#scope(logicalId);
    return {
      stackName: this.#stack.name,
      logicalId,
      type: resource.Type,
      assetPaths: this.#assetPaths,
      generatedName: `${this.#stack.name}-${logicalId}`,
      read: async (schema) => {
        const wanted = Object.entries(resource.Properties).filter(([name]) => Object.hasOwn(schema.shape, name));
        return schema.parse(await resolveValue(Object.fromEntries(wanted), scope));
      },
    };
  }

  #scope(from: string): Scope {
    const { Parameters, Conditions, Mappings } = this.#stack.template;
    const scope: Scope = {
      ref: async (name) => {
        if (this.#pseudo.has(name)) return this.#pseudo.get(name);
        if (Object.hasOwn(Parameters, name)) {
          const { Default: value } = Parameters[name] ?? {};
          if (value !== undefined) return value;
          throw this.#problem(`${from} needs the parameter ${name}, to which nobody here gives a value`);
        }
        return (await this.#require(name, from)).ref;
      },
      getAtt: async (logicalId, attribute) => {
        const value = (await this.#require(logicalId, from)).attributes?.[attribute];
        if (value !== undefined) return value;
        throw this.#problem(`${from} needs ${logicalId}.${attribute}, which the local cloud does not have`);
      },
      importValue: async (name) => {
        const value = this.#exports.get(name);
        if (value) return value();
        throw this.#problem(`${from} imports ${name}, which no stack before it exports`);
      },
      condition: async (name) => Truth.parse(await resolveValue(Conditions[name], scope)),
      findInMap: (map, top, second) => Mappings[map]?.[top]?.[second],
    };
    return scope;
  }

  #problem(text: string, cause?: unknown): DeployError {
    return new DeployError(`Stack ${this.#stack.name}: ${text}`, { cause });
  }
}

function readMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A template cannot be carried out; the message is one line for a person. */
export class DeployError extends Error {}
