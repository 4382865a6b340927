import { useQuery } from '@tanstack/react-query';
import type { Video } from '../../data/api.ts';
import { instagramSettingsQuery, tiktokSettingsQuery, youtubeSettingsQuery } from '../../data/platform-settings.ts';
import { FieldList } from '../../forms/field-list.tsx';
import { generalFields } from '../../forms/general-fields.ts';
import { instagramFields, instagramWords } from '../../forms/instagram-fields.ts';
import { TiktokForm } from '../../forms/tiktok/tiktok-form.tsx';
import { tiktokWords } from '../../forms/tiktok-words.ts';
import { youtubeFields, youtubeWords } from '../../forms/youtube-fields.ts';
import type { VideoEdit } from './use-video-edit.ts';

interface Props {
  readonly video: Video;
  readonly edit: VideoEdit;
}

const youtubeAll = [...youtubeWords, ...youtubeFields];
const instagramAll = [...instagramWords, ...instagramFields];

export function GeneralPart({ video, edit }: Props) {
  const values = { ...video.custom_settings, ...edit.change };
  const defaults = { title: video.generated_title };
  return (
    <FieldList fields={generalFields} values={values} onChange={edit.touch} error={edit.error} defaults={defaults} />
  );
}

export function YoutubePart({ video, edit }: Props) {
  const { data } = useQuery(youtubeSettingsQuery);
  const own = { ...video.custom_settings.youtube, ...edit.change.youtube };
  const defaults = { ...data?.settings, title: video.youtube_title };
  return (
    <FieldList
      fields={youtubeAll}
      values={own}
      onChange={(more) => edit.touch({ youtube: { ...edit.change.youtube, ...more } })}
      error={edit.error}
      path="youtube."
      defaults={defaults}
    />
  );
}

export function InstagramPart({ video, edit }: Props) {
  const { data } = useQuery(instagramSettingsQuery);
  const own = { ...video.custom_settings.instagram, ...edit.change.instagram };
  const defaults = { ...data?.settings, caption: video.instagram_caption };
  return (
    <FieldList
      fields={instagramAll}
      values={own}
      onChange={(more) => edit.touch({ instagram: { ...edit.change.instagram, ...more } })}
      error={edit.error}
      path="instagram."
      defaults={defaults}
    />
  );
}

/** TikTok wants every choice seen and made, so here everything that holds is shown, and not what differs from defaults. */
export function TiktokPart({ video, edit }: Props) {
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
      <TiktokForm values={{ ...data?.settings, ...own }} onChange={touch} />
    </>
  );
}
