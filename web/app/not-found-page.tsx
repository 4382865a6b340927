import { Compass } from 'lucide-react';
import { commonTexts } from '../texts/en/common.ts';
import { LinkButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';

const { notFound } = commonTexts;

export function NotFoundPage() {
  return (
    <>
      <PageHeader title={notFound.title} />
      <EmptyState icon={Compass} title={notFound.title} text={notFound.text}>
        <LinkButton href="/">{notFound.back}</LinkButton>
      </EmptyState>
    </>
  );
}
