/** A Lambda function as its template declares it, ready to be run. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** Folder with the unpacked code: LAMBDA_TASK_ROOT. Undefined when the code exists only in AWS. */
  readonly taskRoot: string | undefined;
  /** `file.export`, relative to the task root. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Concurrent invocations that the template allows at most. */
  readonly reservedConcurrency?: number | undefined;
}
