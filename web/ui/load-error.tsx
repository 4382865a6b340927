import { explain, requestIdOf } from '../data/errors.ts';
import { errorTexts } from '../texts/en/errors.ts';
import { ErrorState } from './error-state.tsx';
import { RetryButton } from './retry-button.tsx';

interface Props {
  readonly error: unknown;
  readonly onRetry: () => unknown;
}

/** A list or page that could not be read. */
export function LoadError({ error, onRetry }: Props) {
  const requestId = requestIdOf(error);
  const text = requestId === undefined ? explain(error) : `${explain(error)} ${errorTexts.quote(requestId)}`;
  return (
    <ErrorState title={errorTexts.title} text={text}>
      <RetryButton onRetry={onRetry} />
    </ErrorState>
  );
}
