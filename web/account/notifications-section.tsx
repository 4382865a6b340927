import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../data/api.ts';
import { mailLinkTexts } from '../texts/en/mail-links.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import form from '../ui/form.module.css';
import { ListSkeleton } from '../ui/list-skeleton.tsx';
import { LoadError } from '../ui/load-error.tsx';
import { Section } from '../ui/section.tsx';
import { showError } from '../ui/toasts.ts';

const { notifications: texts } = mailLinkTexts;
const kinds = ['post_failed', 'needs_check', 'needs_reconnect'] as const;
const queryKey = ['notifications'];

/** What one is told of by mail. */
export function NotificationsSection() {
  const client = useQueryClient();
  const wanted = useQuery({ queryKey, queryFn: ({ signal }) => api.getNotifications({}, { signal }) });
  const choose = useMutation({
    mutationFn: (body: Parameters<typeof api.setNotifications>[0]['body']) => api.setNotifications({ body }),
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
    onError: showError,
  });
  const { data } = wanted;
  return (
    <Section title={texts.title} text={texts.text}>
      {wanted.isPending && <ListSkeleton />}
      {wanted.isError && <LoadError error={wanted.error} onRetry={wanted.refetch} />}
      {data && (
        <div className={form.form}>
          {kinds.map((kind) => (
            <Checkbox
              key={kind}
              kind="switch"
              checked={choose.isPending ? choose.variables[kind] : data[kind]}
              disabled={choose.isPending}
              onChange={(checked) => {
                const { post_failed, needs_check, needs_reconnect } = data;
                choose.mutate({ post_failed, needs_check, needs_reconnect, [kind]: checked });
              }}
            >
              {texts[kind]}
            </Checkbox>
          ))}
        </div>
      )}
    </Section>
  );
}
