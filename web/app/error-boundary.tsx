import { Component, type ReactNode } from 'react';
import { errorTexts } from '../texts/en/errors.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
}

/** A script that is not there any more belongs to a version of the page that was replaced. */
function isMissingScript(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|importing a module|preload CSS/i.test(error.message);
}

/** Shows what broke instead of an empty page. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const text = isMissingScript(error) ? errorTexts.newVersion : errorTexts.unexpected;
    return (
      <ErrorState title={errorTexts.title} text={text}>
        <Button variant="primary" onClick={() => location.reload()}>
          {errorTexts.reload}
        </Button>
      </ErrorState>
    );
  }
}
