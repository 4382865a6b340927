import { QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { queryClient } from '../data/query-client.ts';
import { Toaster } from '../ui/toaster.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { navigateOrAsk } from './leaving.ts';
import { MailGate } from './mail-gate.tsx';
import { Pages } from './pages.tsx';
import { SessionGate } from './session-gate.tsx';
import { Shell } from './shell.tsx';

/** The whole page. */
export function App() {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <MailGate>
          <SessionGate>
            <Router aroundNav={navigateOrAsk}>
              <Shell>
                <Pages />
              </Shell>
            </Router>
          </SessionGate>
        </MailGate>
        <Toaster />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
