/** What a worker says about its doing. It never decides the fate of a post and never throws. */
export interface WorkerLog {
  info(message: string, facts: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts: Readonly<Record<string, unknown>>): void;
  error(message: string, facts: Readonly<Record<string, unknown>>): void;
}
