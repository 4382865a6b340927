import { RotateCw } from 'lucide-react';
import { errorTexts } from '../texts/en/errors.ts';
import { Button } from './button.tsx';

export function RetryButton({ onRetry }: { readonly onRetry: () => unknown }) {
  return (
    <Button onClick={() => void onRetry()}>
      <RotateCw size={16} aria-hidden />
      {errorTexts.retry}
    </Button>
  );
}
