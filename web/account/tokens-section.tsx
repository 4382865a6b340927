import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { api } from '../data/api.ts';
import { accountTexts } from '../texts/en/account.ts';
import { Button } from '../ui/button.tsx';
import { ListSkeleton } from '../ui/list-skeleton.tsx';
import { LoadError } from '../ui/load-error.tsx';
import rows from '../ui/rows.module.css';
import { Section } from '../ui/section.tsx';
import { TokenRow } from './token-row.tsx';

const { tokens: texts } = accountTexts;
const TokenDialog = lazy(async () => ({ default: (await import('./token-dialog.tsx')).TokenDialog }));

export function TokensSection() {
  const [isMaking, setMaking] = useState(false);
  const list = useQuery({ queryKey: ['tokens'], queryFn: ({ signal }) => api.listTokens({}, { signal }) });
  const tokens = list.data?.tokens ?? [];
  const create = (
    <Button onClick={() => setMaking(true)}>
      <Plus size={16} aria-hidden />
      {texts.create}
    </Button>
  );
  return (
    <Section title={texts.title} text={texts.text} actions={create}>
      {list.isPending && <ListSkeleton />}
      {list.isError && <LoadError error={list.error} onRetry={list.refetch} />}
      {list.isSuccess && tokens.length === 0 && (
        <p className={rows.quiet}>
          {texts.none} <a href="/api/docs">{texts.docs}</a>
        </p>
      )}
      <ul className={rows.rows}>
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} />
        ))}
      </ul>
      <Suspense>{isMaking && <TokenDialog onClose={() => setMaking(false)} />}</Suspense>
    </Section>
  );
}
