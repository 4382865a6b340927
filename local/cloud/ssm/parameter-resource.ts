/**
 * What the ARN of a parameter ends with: `parameter/hopper-local/platforms`.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export function toParameterResource(name: string): string {
  return `parameter${name.startsWith('/') ? '' : '/'}${name}`;
}
