/** What AWS answers to credentials that are wrong, or not valid any more. */
const refusals = /^(ExpiredToken|InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClient)/;

/** One line for the person at the terminal: what to do, where the SDK says less. */
export function explainTrouble(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  if (message === 'Region is missing') return 'No region: set AWS_REGION, e.g. AWS_REGION=eu-central-1.';
  if (name === 'CredentialsProviderError') return `No AWS credentials (\`aws sts get-caller-identity\`): ${message}.`;
  return refusals.test(name) ? `AWS does not take these credentials: ${message}` : message;
}
