/** Key attributes of the one table. Values are strings; the partition is always the owner's. */
export const tableKeys = { partition: 'pk', sort: 'sk' } as const;

/** DynamoDB removes a row some time after this instant (epoch seconds), so readers still have to look at it. */
export const expiryAttribute = 'expiresAt';

/** Index of an owner's videos by their place in the queue; local, so that it can be read consistently. */
export const orderIndex = 'order';
export const orderKey = 'position';

/** Index of rows that wait for something to happen: what the sweeper looks through. */
export const workIndex = 'work';

/** A row is in the index while it carries both attributes: the shard spreads writes, the instant orders them. */
export const workIndexKeys = { partition: 'workShard', sort: 'workAt' } as const;

/** How the partitions begin in which the authorizer finds API tokens by their hash: all that it may touch. */
export const tokenPartitions = 'API-TOKEN#';
