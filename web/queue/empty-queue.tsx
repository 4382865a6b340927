import { Clapperboard, Filter } from 'lucide-react';
import { queueTexts as texts } from '../texts/en/queue.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface Props {
  readonly isFiltered: boolean;
  readonly onShowAll: () => void;
}

export function EmptyQueue({ isFiltered, onShowAll }: Props) {
  if (!isFiltered) return <EmptyState icon={Clapperboard} title={texts.empty.title} text={texts.empty.text} />;
  return (
    <EmptyState icon={Filter} title={texts.noneOfStatus.title} text={texts.noneOfStatus.text}>
      <Button onClick={onShowAll}>{texts.noneOfStatus.all}</Button>
    </EmptyState>
  );
}
