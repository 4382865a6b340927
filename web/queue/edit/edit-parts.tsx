import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Video } from '../../data/api.ts';
import { instagramSettingsQuery, tiktokSettingsQuery, youtubeSettingsQuery } from '../../data/platform-settings.ts';
import { FieldList } from '../../forms/field-list.tsx';
import { generalFields, generalWords } from '../../forms/general-fields.ts';
import { instagramFields, instagramWords } from '../../forms/instagram-fields.ts';
import type { InstagramValues, YoutubeValues } from '../../forms/platform-values.ts';
import { TiktokForm } from '../../forms/tiktok/tiktok-form.tsx';
import { tiktokWords } from '../../forms/tiktok-words.ts';
import { youtubeFields, youtubeWords } from '../../forms/youtube-fields.ts';
import type { VideoEdit } from './use-video-edit.ts';

interface Props {
  readonly video: Video;
  readonly edit: VideoEdit;
  /** What becomes of the words; stands below them. */
  readonly preview: ReactNode;
}

export function GeneralPart({ video, edit, preview }: Props) {
  const common = {
    values: { ...video.custom_settings, ...edit.change },
    onChange: edit.touch,
    error: edit.error,
    defaults: { title: video.generated_title },
  };
  return (
    <>
      <FieldList fields={generalWords} {...common} />
      {preview}
      <FieldList fields={generalFields} {...common} />
    </>
  );
}

export function YoutubePart({ video, edit, preview }: Props) {
  const { data } = useQuery(youtubeSettingsQuery);
  const common = {
    values: { ...video.custom_settings.youtube, ...edit.change.youtube },
    onChange: (more: YoutubeValues) => edit.touch({ youtube: { ...edit.change.youtube, ...more } }),
    error: edit.error,
    path: 'youtube.',
    defaults: { ...data?.settings, title: video.youtube_title },
  };
  return (
    <>
      <FieldList fields={youtubeWords} {...common} />
      {preview}
      <FieldList fields={youtubeFields} {...common} />
    </>
  );
}

export function InstagramPart({ video, edit, preview }: Props) {
  const { data } = useQuery(instagramSettingsQuery);
  const common = {
    values: { ...video.custom_settings.instagram, ...edit.change.instagram },
    onChange: (more: InstagramValues) => edit.touch({ instagram: { ...edit.change.instagram, ...more } }),
    error: edit.error,
    path: 'instagram.',
    defaults: { ...data?.settings, caption: video.instagram_caption },
  };
  return (
    <>
      <FieldList fields={instagramWords} {...common} />
      {preview}
      <FieldList fields={instagramFields} {...common} />
    </>
  );
}

/** TikTok wants every choice seen and made, so here everything that holds is shown, and not what differs from defaults. */
export function TiktokPart({ video, edit, preview }: Props) {
  const { data } = useQuery(tiktokSettingsQuery);
  const own = { ...video.custom_settings.tiktok, ...edit.change.tiktok };
  const touch = (more: NonNullable<typeof edit.change.tiktok>) =>
    edit.touch({ tiktok: { ...edit.change.tiktok, ...more } });
  return (
    <>
      <FieldList
        fields={tiktokWords}
        values={own}
        onChange={touch}
        error={edit.error}
        path="tiktok."
        defaults={{ title: video.tiktok_title }}
      />
      {preview}
      <TiktokForm values={{ ...data?.settings, ...own }} onChange={touch} />
    </>
  );
}
