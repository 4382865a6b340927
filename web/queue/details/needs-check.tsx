import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useId, useState } from 'react';
import { type Api, api, type Post } from '../../data/api.ts';
import { explain } from '../../data/errors.ts';
import { useLookLink } from '../../data/platform-links.ts';
import { platformTitles } from '../../data/platforms.ts';
import { refreshVideos, videoQuery } from '../../data/videos.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import { showToast } from '../../ui/toasts.ts';
import { Evidence } from './evidence.tsx';
import classes from './needs-check.module.css';

const { check: texts } = queueTexts;

type Decision = Parameters<Api['decidePost']>[0]['body'];

interface Props {
  readonly videoId: string;
  readonly post: Post;
}

/** Nobody knows whether the post came out: what is known, and the question that only a person can answer. */
export function NeedsCheck({ videoId, post }: Props) {
  const client = useQueryClient();
  const [url, setUrl] = useState('');
  const titleId = useId();
  const decide = useMutation({
    mutationFn: (body: Decision) => api.decidePost({ params: { videoId, postId: post.id }, body }),
    onSuccess: () => {
      showToast(texts.decided, 'good');
      void client.invalidateQueries({ queryKey: videoQuery(videoId).queryKey });
      return refreshVideos(client);
    },
  });
  const look = useLookLink(post);
  const platform = platformTitles[post.platform];
  const isDeciding = (decision: Decision['decision']) => decide.isPending && decide.variables.decision === decision;
  const published: Decision = url === '' ? { decision: 'published' } : { decision: 'published', url };
  return (
    <section className={classes.check} aria-labelledby={titleId}>
      <h4 id={titleId}>{texts.title(platform)}</h4>
      <p>{texts.text(platform)}</p>
      <Evidence post={post} />
      <a className={classes.look} href={look} target="_blank" rel="noreferrer">
        <ExternalLink size={16} aria-hidden />
        {texts.look(platform)}
      </a>
      <Field
        label={texts.url}
        type="url"
        placeholder="https://"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      {decide.error && (
        <Note tone="bad" role="alert">
          {explain(decide.error)}
        </Note>
      )}
      <div className={form.actions}>
        <Button busy={isDeciding('cancel')} onClick={() => decide.mutate({ decision: 'cancel' })}>
          {texts.cancel}
        </Button>
        <Button busy={isDeciding('post_again')} onClick={() => decide.mutate({ decision: 'post_again' })}>
          {texts.postAgain}
        </Button>
        <Button variant="primary" busy={isDeciding('published')} onClick={() => decide.mutate(published)}>
          {texts.published}
        </Button>
      </div>
    </section>
  );
}
