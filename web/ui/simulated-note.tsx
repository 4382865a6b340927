import { FlaskConical } from 'lucide-react';
import { useSimulated } from '../data/site.ts';
import { commonTexts } from '../texts/en/common.ts';
import { formatList } from '../texts/format.ts';
import { Note } from './note.tsx';
import classes from './simulated-note.module.css';

const { simulated: texts } = commonTexts;

interface Props {
  readonly platforms: readonly (keyof typeof texts.names)[];
}

/** Which of these platforms are not the real ones, and where to look at what is there; nothing where all are real. */
export function SimulatedNote({ platforms }: Props) {
  const places = useSimulated();
  const shown = platforms.filter((platform) => places[platform] !== undefined);
  const [only, ...others] = shown.map((platform) => places[platform]);
  if (only === undefined) return null;
  return (
    <div className={classes.simulated}>
      <Note tone="accent">
        <p className={classes.words}>
          <FlaskConical size={18} aria-hidden />
          <span>
            {texts.text(formatList(shown.map((platform) => texts.names[platform])), shown.length)}{' '}
            <a href={others.length === 0 ? only : texts.everything} target="_blank" rel="noreferrer">
              {texts.look}
            </a>
          </span>
        </p>
      </Note>
    </div>
  );
}
