import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from '../data/store.ts';
import { commonTexts } from '../texts/en/common.ts';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import classes from './toaster.module.css';
import { dismissToast, type Toast, toasts } from './toasts.ts';

const shownMilliseconds = 6000;

/** Everything that is said in the corner. It is always there, so that screen readers hear what comes into it. */
export function Toaster() {
  const present = useStore(toasts);
  return (
    <section aria-label={commonTexts.notifications} aria-live="polite" className={classes.toaster}>
      {present.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

/** Goes by itself, unless it is an error or somebody is just looking at it. */
function ToastCard({ toast: { id, text, tone } }: { readonly toast: Toast }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld || tone === 'bad') return;
    const timer = setTimeout(() => dismissToast(id), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [id, isHeld, tone]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps it there while somebody reads.
    <div
      className={classNames(classes.toast, classes[tone])}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p className={classes.text}>{text}</p>
      <IconButton icon={X} label={commonTexts.dismiss} onClick={() => dismissToast(id)} />
    </div>
  );
}
