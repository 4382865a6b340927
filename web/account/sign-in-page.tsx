import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { mailPlaces } from '../../shared/contract/mail-links.ts';
import { api } from '../data/api.ts';
import { accountTexts as texts } from '../texts/en/account.ts';
import { commonTexts } from '../texts/en/common.ts';
import { mailLinkTexts } from '../texts/en/mail-links.ts';
import { Brand } from '../ui/brand.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { SignInForm } from './sign-in-form.tsx';
import classes from './sign-in-page.module.css';

/** What somebody sees who is not signed in, whatever the address: after signing in they are where they wanted to go. */
export function SignInPage() {
  const [how, setHow] = useState<'login' | 'register'>('login');
  const words = texts[how];
  const registration = useRegistration();
  useEffect(() => {
    document.title = `${words.title} · ${commonTexts.product}`;
  }, [words.title]);
  return (
    <main className={classes.page}>
      <div className={classes.intro}>
        <Brand />
        <p className={classes.claim}>{commonTexts.claim}</p>
        <ul className={classes.points}>
          {texts.points.map((point) => (
            <li key={point}>
              <Check size={18} aria-hidden />
              {point}
            </li>
          ))}
        </ul>
      </div>
      <Card className={classes.card ?? ''}>
        <h1 className={classes.title}>{words.title}</h1>
        {how === 'register' && registration === 'listed' && <p>{texts.register.listed}</p>}
        <SignInForm key={how} how={how} />
        {how === 'login' && (
          <p className={classes.other}>
            <LinkButton href={mailPlaces.forgotten_password} variant="quiet">
              {mailLinkTexts.forgotten.link}
            </LinkButton>
          </p>
        )}
        {registration === 'closed' && how === 'login' ? (
          <p className={classes.other}>{texts.register.closed}</p>
        ) : (
          <p className={classes.other}>
            {words.other}{' '}
            <Button variant="quiet" small onClick={() => setHow(how === 'login' ? 'register' : 'login')}>
              {words.otherLink}
            </Button>
          </p>
        )}
      </Card>
    </main>
  );
}

/** Who may make an account. Where nobody answers, the form may be tried: the API decides. */
function useRegistration() {
  const asked = useQuery({
    queryKey: ['registration'],
    queryFn: ({ signal }) => api.getRegistration({}, { signal }),
    retry: false,
  });
  return asked.data?.registration;
}
