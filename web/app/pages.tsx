import { Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { PageSkeleton } from '../ui/page-skeleton.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { places } from './places.ts';

/** The page that the address names. One that fails leaves the frame around it alone. */
export function Pages() {
  const [location] = useLocation();
  return (
    <ErrorBoundary key={location}>
      <Suspense fallback={<PageSkeleton />}>
        <Switch>
          {places.map(({ path, Page }) => (
            <Route key={path} path={path} component={Page} />
          ))}
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
