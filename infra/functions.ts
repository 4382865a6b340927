/** Every Lambda function by the name of its folder in `functions/`. */
export const functionNames = [
  'authorizer',
  'system',
  'auth',
  'settings',
  'videos',
  'connections',
  'publish-worker',
  'media-probe',
  'sweeper',
  'session',
  'drive',
  'transfer-worker',
  'account',
  'account-worker',
  'mailer',
] as const;
export type FunctionName = (typeof functionNames)[number];

export interface FunctionSettings {
  readonly timeoutSeconds: number;
  /** CPU comes with memory: 1,769 MB are one whole vCPU. */
  readonly memoryMegabytes: number;
  /** Lets the function send itself messages for longer than some 16 rounds, after which Lambda suspects a mistake. */
  readonly mayFeedItself?: true;
  /** Options of Node. @see https://nodejs.org/api/cli.html#node_optionsoptions */
  readonly nodeOptions?: string;
}

const httpSize: FunctionSettings = { timeoutSeconds: 15, memoryMegabytes: 512 };

export const functionSettings: Record<FunctionName, FunctionSettings> = {
  // Runs before almost every request: give up early rather than hold the request.
  authorizer: { timeoutSeconds: 5, memoryMegabytes: 512 },
  system: httpSize,
  // Argon2id takes 19 MiB and CPU time, which comes with memory.
  auth: { timeoutSeconds: 15, memoryMegabytes: 1024 },
  settings: httpSize,
  videos: httpSize,
  connections: httpSize,
  // One bounded step of a post is at most 120 s; the rest is room to write the checkpoint. A long post takes many steps,
  // each of which the one before it sends to the queue.
  'publish-worker': { timeoutSeconds: 150, memoryMegabytes: 512, mayFeedItself: true },
  'media-probe': { timeoutSeconds: 60, memoryMegabytes: 512 },
  // As auth, without the passwords.
  session: httpSize,
  // Walks through a Drive page by page while its user waits.
  drive: { timeoutSeconds: 29, memoryMegabytes: 512 },
  // As publish-worker: bounded turns that hand over to the next one. More memory for the share of the network. A plan leaves
  // much behind that is short-lived, for which V8 would take 100 MiB more than for collecting it a little more often.
  'transfer-worker': {
    timeoutSeconds: 150,
    memoryMegabytes: 1024,
    mayFeedItself: true,
    nodeOptions: '--max-semi-space-size=4',
  },
  account: httpSize,
  // Bounded turns, as the other workers, each of which the sweeper asks for.
  'account-worker': { timeoutSeconds: 150, memoryMegabytes: 512 },
  // Mails one after the other: of each two or three reads, two writes and a call of SES.
  mailer: { timeoutSeconds: 30, memoryMegabytes: 512 },
  // Shorter than its schedule, so that two runs do not overlap.
  sweeper: { timeoutSeconds: 50, memoryMegabytes: 512 },
};
