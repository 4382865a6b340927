import type { PostStore } from '../../domain/posts/post-store.ts';
import type { SettingsStore } from '../../domain/settings/settings-store.ts';
import type { rollTexts } from '../../domain/texts/roll-texts.ts';
import type { CopyRecords } from '../../domain/transfers/transfer-store.ts';
import type { MediaStore } from '../../domain/videos/media-store.ts';
import type { PartSink } from '../../domain/videos/part-sink.ts';
import type { PartPlan } from '../../domain/videos/upload-parts.ts';
import type { VideoStore } from '../../domain/videos/video-store.ts';

/** What files of a Drive become videos with. */
export interface ImportDeps {
  readonly videos: VideoStore;
  readonly posts: Pick<PostStore, 'listOfVideo'>;
  readonly media: MediaStore;
  readonly parts: PartSink;
  readonly records: CopyRecords;
  readonly settings: Pick<SettingsStore, 'list'>;
  readonly rules: Parameters<typeof rollTexts>[0];
  /** How the bytes of a file are cut. */
  readonly planParts: (sizeBytes: number) => PartPlan;
  /** A new unique id, 26 characters that sort by time. */
  readonly newId: () => string;
  /** A secret, random name for an object. */
  readonly newObjectName: () => string;
  /** 0 ≤ number < 1, for the words of templates. */
  readonly random: () => number;
}
