import { type ReactNode, Suspense } from 'react';
import { useLocation } from 'wouter';
import { mailPlaces } from '../../shared/contract/mail-links.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { Splash } from './splash.tsx';

const MailPages = lazyPart(async () => ({ default: (await import('../account/mail-pages.tsx')).MailPages }));
const paths: ReadonlySet<string> = new Set(Object.values(mailPlaces));

interface Props {
  readonly children: ReactNode;
}

/** Places that links in mails lead to ask nobody to sign in: who has forgotten the password could not. */
export function MailGate({ children }: Props) {
  const [location] = useLocation();
  if (!paths.has(location)) return children;
  return (
    <Suspense fallback={<Splash />}>
      <MailPages key={location} path={location} />
    </Suspense>
  );
}
