import { useQuery } from '@tanstack/react-query';
import { CircleAlert, Info, OctagonX } from 'lucide-react';
import { api, type Video } from '../../data/api.ts';
import { platformTitles } from '../../data/platforms.ts';
import { queueTexts } from '../../texts/en/queue.ts';
import { classNames } from '../../ui/class-names.ts';
import { LoadError } from '../../ui/load-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import classes from './details.module.css';

const { details: texts } = queueTexts;
const icons = { refused: OctagonX, warning: CircleAlert, info: Info } as const;

/** What would go wrong where, before anything is posted. It depends on settings and accounts too, so it is asked anew. */
export function Checks({ video }: { readonly video: Video }) {
  const report = useQuery({
    queryKey: ['preflight', video.id, video.version, video.media !== null || video.unreadable],
    queryFn: ({ signal }) => api.preflightVideo({ params: { videoId: video.id } }, { signal }),
    staleTime: 0,
  });
  const destinations = report.data?.destinations.filter(({ findings }) => findings.length > 0) ?? [];
  return (
    <section>
      <h3 className={classes.title}>{texts.checks}</h3>
      {report.isPending && <Skeleton />}
      {report.isError && <LoadError error={report.error} onRetry={report.refetch} />}
      {report.isSuccess && destinations.length === 0 && <p className={classes.quiet}>{texts.checksFine}</p>}
      <ul className={classes.findings}>
        {destinations.flatMap(({ connection_id: id, platform, findings }) =>
          findings.map(({ level, code, message }) => {
            const Icon = icons[level];
            return (
              <li key={`${id} ${code}`} className={classNames(classes.finding, classes[level])}>
                <Icon size={16} aria-hidden />
                <span>
                  <strong>{platformTitles[platform]}:</strong> {message}
                </span>
              </li>
            );
          }),
        )}
      </ul>
    </section>
  );
}
