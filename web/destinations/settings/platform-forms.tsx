import { useQuery } from '@tanstack/react-query';
import { api } from '../../data/api.ts';
import { instagramSettingsQuery, tiktokSettingsQuery, youtubeSettingsQuery } from '../../data/platform-settings.ts';
import { FieldList } from '../../forms/field-list.tsx';
import { instagramFields } from '../../forms/instagram-fields.ts';
import type { InstagramValues, TiktokValues, YoutubeValues } from '../../forms/platform-values.ts';
import { TiktokForm } from '../../forms/tiktok/tiktok-form.tsx';
import { withoutNulls } from '../../forms/without-nulls.ts';
import { youtubeFields } from '../../forms/youtube-fields.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { SettingsForm } from './settings-form.tsx';

export function YoutubeSettingsForm() {
  const { data, error, refetch } = useQuery(youtubeSettingsQuery);
  if (!data) return <Pending error={error} onRetry={refetch} />;
  return (
    <SettingsForm<YoutubeValues>
      data={data}
      queryKey={youtubeSettingsQuery.queryKey}
      empty={{}}
      save={(change, ifMatch) => api.setYoutubeSettings({ body: withoutNulls(change) }, toOptions(ifMatch))}
    >
      {(values, onChange, problem) => (
        <FieldList fields={youtubeFields} values={values} onChange={onChange} error={problem} />
      )}
    </SettingsForm>
  );
}

export function TiktokSettingsForm() {
  const { data, error, refetch } = useQuery(tiktokSettingsQuery);
  if (!data) return <Pending error={error} onRetry={refetch} />;
  return (
    <SettingsForm<TiktokValues>
      data={data}
      queryKey={tiktokSettingsQuery.queryKey}
      empty={{}}
      save={(change, ifMatch) => api.setTiktokSettings({ body: withoutNulls(change) }, toOptions(ifMatch))}
    >
      {(values, onChange) => <TiktokForm values={values} onChange={onChange} />}
    </SettingsForm>
  );
}

export function InstagramSettingsForm() {
  const { data, error, refetch } = useQuery(instagramSettingsQuery);
  if (!data) return <Pending error={error} onRetry={refetch} />;
  return (
    <SettingsForm<InstagramValues>
      data={data}
      queryKey={instagramSettingsQuery.queryKey}
      empty={{}}
      save={(change, ifMatch) => api.setInstagramSettings({ body: withoutNulls(change) }, toOptions(ifMatch))}
    >
      {(values, onChange, problem) => (
        <FieldList fields={instagramFields} values={values} onChange={onChange} error={problem} />
      )}
    </SettingsForm>
  );
}

function Pending({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => unknown }) {
  return error ? <LoadError error={error} onRetry={onRetry} /> : <ListSkeleton />;
}

function toOptions(ifMatch: string | undefined) {
  return ifMatch === undefined ? {} : { ifMatch };
}
