import { useInfiniteQuery } from '@tanstack/react-query';
import { Dices } from 'lucide-react';
import { useState } from 'react';
import { videosQuery } from '../../data/videos.ts';
import { templateTexts } from '../../texts/en/templates.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { Edits } from '../draft/edits.ts';
import { hasOwnWords } from './has-own-words.ts';
import classes from './preview.module.css';
import { PreviewTexts } from './preview-texts.tsx';
import { usePreview } from './use-preview.ts';

const { preview: texts } = templateTexts;
const example = '';

/** What the templates, as they are typed, make of a video of the queue or of a new file. */
export function PreviewSection({ edits }: { readonly edits: Edits }) {
  const list = useInfiniteQuery(videosQuery(undefined));
  const videos = list.data?.pages.flatMap((page) => page.videos).filter(({ status }) => status !== 'receiving') ?? [];
  const [chosen, setChosen] = useState<string>();
  const [round, setRound] = useState(0);
  const video = chosen === example ? undefined : (videos.find(({ id }) => id === chosen) ?? videos[0]);
  const preview = usePreview(edits, video ? { video_id: video.id } : { filename: texts.exampleFile }, round);
  const choices = [...videos.map(({ id, filename }) => ({ value: id, label: filename })), newFile];
  return (
    <Section title={texts.title} text={texts.text}>
      <div className={classes.preview}>
        <SelectField label={texts.of} choices={choices} value={video?.id ?? example} onChange={setChosen} />
        {preview.hasChance && (
          <Button small className={classes.again ?? ''} onClick={() => setRound((present) => present + 1)}>
            <Dices size={16} aria-hidden />
            {texts.again}
          </Button>
        )}
        {video && hasOwnWords(video) && <p className={classes.quiet}>{texts.own}</p>}
        <PreviewTexts preview={preview} />
      </div>
    </Section>
  );
}

const newFile = { value: example, label: texts.example };
