/** Lets SDK clients that take everything from the environment, as in a Lambda, reach a local service. */
export function useLocalService(variable: `AWS_ENDPOINT_URL_${string}`, url: string): void {
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local-secret-key';
  process.env[variable] = url;
}
