import { ExternalLink } from 'lucide-react';
import { useSimulated } from '../data/site.ts';
import { commonTexts } from '../texts/en/common.ts';
import classes from './simulated-badge.module.css';

const { simulated: texts } = commonTexts;

/** That a platform is not the real one, leading to what is there; nothing where it is real. */
export function SimulatedBadge({ platform }: { readonly platform: string }) {
  const place = useSimulated()[platform];
  if (place === undefined) return null;
  return (
    <a className={classes.badge} href={place} target="_blank" rel="noreferrer" title={texts.look}>
      {texts.badge}
      <ExternalLink size={12} aria-hidden />
    </a>
  );
}
