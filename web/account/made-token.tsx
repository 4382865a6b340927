import { Copy } from 'lucide-react';
import { useState } from 'react';
import { accountTexts } from '../texts/en/account.ts';
import { commonTexts } from '../texts/en/common.ts';
import { Button } from '../ui/button.tsx';
import codeBox from '../ui/code-box.module.css';
import form from '../ui/form.module.css';
import { Note } from '../ui/note.tsx';

const { tokens: texts } = accountTexts;

interface Props {
  readonly token: string;
  readonly onClose: () => void;
}

export function MadeToken({ token, onClose }: Props) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(token);
    setCopied(true);
  };
  return (
    <>
      <Note tone="warn">{texts.madeText}</Note>
      <code className={codeBox.box}>{token}</code>
      <div className={form.actions}>
        <Button onClick={() => void copy()}>
          <Copy size={16} aria-hidden />
          {isCopied ? commonTexts.copied : commonTexts.copy}
        </Button>
        <Button variant="primary" onClick={onClose}>
          {commonTexts.done}
        </Button>
      </div>
    </>
  );
}
