import { Plus } from 'lucide-react';
import { useRef } from 'react';
import type { Video } from '../data/api.ts';
import { uploadTexts as texts } from '../texts/en/upload.ts';
import { Button } from '../ui/button.tsx';
import { addFiles } from './add-files.ts';

interface Props {
  readonly interrupted: readonly Video[];
  readonly variant?: 'primary' | 'plain';
}

/** Opens the browser's own choice of files. */
export function AddButton({ interrupted, variant = 'primary' }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant={variant} onClick={() => input.current?.click()}>
        <Plus size={16} aria-hidden />
        {texts.add}
      </Button>
      <input
        ref={input}
        data-files
        type="file"
        accept=".mp4,.mov,video/mp4,video/quicktime"
        multiple
        hidden
        onChange={(event) => {
          void addFiles([...(event.target.files ?? [])], interrupted);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
