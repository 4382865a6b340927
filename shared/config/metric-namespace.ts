/** Namespace of a stage's own metrics: two stages in one account are two sets of figures. */
export function metricNamespaceOf(stage: string): string {
  return `Hopper/${stage}`;
}

/**
 * The same for this process. Lambda says the function's name, `hopper-<stage>-<function>`, so nobody has to; a program that
 * is no function counts for no stage.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function readMetricNamespace(): string {
  const [, stage = 'none'] = (process.env.AWS_LAMBDA_FUNCTION_NAME ?? '').split('-');
  return metricNamespaceOf(stage);
}
