import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** What went wrong where something should be, and the way on. */
export function ErrorState(props: Props) {
  return (
    <div role="alert">
      <EmptyState icon={TriangleAlert} {...props} />
    </div>
  );
}
