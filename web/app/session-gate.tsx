import { type ReactNode, Suspense, useEffect } from 'react';
import { explain } from '../data/errors.ts';
import { expireSession, loadSession, session } from '../data/session.ts';
import { refusedAt } from '../data/session-expiry.ts';
import { useStore } from '../data/store.ts';
import { errorTexts } from '../texts/en/errors.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { RetryButton } from '../ui/retry-button.tsx';
import { Splash } from './splash.tsx';

const SignInPage = lazyPart(async () => ({ default: (await import('../account/sign-in-page.tsx')).SignInPage }));
const ExpiredDialog = lazyPart(async () => ({
  default: (await import('../account/expired-dialog.tsx')).ExpiredDialog,
}));
const FarewellPage = lazyPart(async () => ({
  default: (await import('../account/removal/farewell-page.tsx')).FarewellPage,
}));

interface Props {
  readonly children: ReactNode;
}

/**
 * Shows the page to who is signed in. Nobody is sent to another address to sign in, so everyone comes back to where they
 * were; and a session that ends while the page is open is renewed in front of it, so that nothing typed is lost.
 */
export function SessionGate({ children }: Props) {
  const present = useStore(session);
  useEffect(() => {
    void loadSession();
    return refusedAt.subscribe(expireSession);
  }, []);
  if (present.kind === 'unknown') return <Splash />;
  if (present.kind === 'unreachable') {
    return (
      <ErrorState title={errorTexts.title} text={explain(present.error)}>
        <RetryButton onRetry={loadSession} />
      </ErrorState>
    );
  }
  return (
    <Suspense fallback={<Splash />}>
      {present.kind === 'out' && <SignInPage />}
      {present.kind === 'gone' && <FarewellPage email={present.email} receipt={present.receipt} />}
      {present.kind === 'in' && <div key={present.user.id}>{children}</div>}
      {present.kind === 'in' && present.expired && <ExpiredDialog email={present.user.email} />}
    </Suspense>
  );
}
