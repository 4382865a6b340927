import type * as z from 'zod';
import type { Assembly } from './read-assembly.ts';

/** What other resources can refer to once a resource is there. */
export interface ProvisionedResource {
  /** Value of `Ref`. */
  readonly ref: string;
  /** Values of `Fn::GetAtt`; `Arn` and the like. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** One resource of a template on its way to being there. */
export interface ResourceRequest {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly assetPaths: Assembly['assetPaths'];
  /** Name for a resource that the template leaves unnamed: the same one at every start. */
  readonly generatedName: string;
  /**
   * Resolves and checks the properties that the schema names. The others are not even resolved, so that
   * what only AWS needs (roles, networks) may refer to resources that do not exist here.
   */
  read<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>): Promise<z.output<z.ZodObject<Shape>>>;
}

/** Creates a resource, or brings the one that is there from an earlier start up to date. */
export type ResourceType = (request: ResourceRequest) => Promise<ProvisionedResource>;

/** Resource types by their CloudFormation name, such as `AWS::SQS::Queue`. */
export type ResourceTypes = ReadonlyMap<string, ResourceType>;
