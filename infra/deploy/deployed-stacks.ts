import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateListStackResources,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';

/** Stacks of one region, as CloudFormation knows them. */
export interface DeployedStacks {
  /** Values that a stack tells by name; undefined where there is none, or one that has never been finished. */
  findOutputs(stackName: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** Names of a stack's buckets. */
  listBuckets(stackName: string): Promise<string[]>;
  /** Deletes a stack and waits for the end; one that is not there is no problem. @throws Error when something of it stays */
  remove(stackName: string): Promise<void>;
}

/** A distribution takes minutes to go, the network interfaces of functions up to three quarters of an hour. */
const longestRemovalSeconds = 3600;

/** @param region of the stacks; that of the credentials when left out */
export function openDeployedStacks(region?: string): DeployedStacks {
  const client = new CloudFormationClient(region ? { region } : {});
  return {
    findOutputs: async (StackName) => {
      try {
        const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
        const outputs = (Stacks[0]?.Outputs ?? []).flatMap(({ OutputKey, OutputValue }) =>
          OutputKey && OutputValue ? [[OutputKey, OutputValue]] : [],
        );
        return outputs.length > 0 ? Object.fromEntries(outputs) : undefined;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    listBuckets: async (StackName) => {
      const names: string[] = [];
      try {
        for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
          const buckets = StackResourceSummaries.filter(
            ({ ResourceType, ResourceStatus }) =>
              ResourceType === 'AWS::S3::Bucket' && ResourceStatus !== 'DELETE_COMPLETE',
          );
          names.push(...buckets.flatMap(({ PhysicalResourceId }) => PhysicalResourceId ?? []));
        }
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      return names;
    },
    remove: async (StackName) => {
      await client.send(new DeleteStackCommand({ StackName }));
      await waitUntilStackDeleteComplete({ client, maxWaitTime: longestRemovalSeconds }, { StackName });
    },
  };
}

/** CloudFormation has no code of its own for it. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist');
}
