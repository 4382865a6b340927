import type * as z from 'zod';
import type { Media } from '../../contract/routes/video-shapes.ts';
import type { FieldProblem } from '../hopper-error.ts';
import type { PublishRequest } from '../posts/post.ts';

/** How a platform counts the length of a text. */
export type TextUnit = 'characters' | 'bytes' | 'utf16';

/** A text that goes out with a video. */
export interface TextField {
  /** Longest text that the platform takes; null = no limit of its own. */
  readonly limit: { readonly max: number; readonly unit: TextUnit } | null;
  /** Setting that holds the platform's own template. */
  readonly template: string;
  /** Global template to take when the platform's own one is empty; null = then there is no text. */
  readonly fallback: 'title_template' | 'description_template' | null;
  /** The flat field of a video's own settings that stands for this text at every platform. */
  readonly common: 'title' | 'description' | 'tags' | null;
}

/** A file that a user gave along with the video: a thumbnail, a cover, captions. */
export interface Asset {
  readonly objectKey: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** Everything that decides what one destination receives. */
export interface RequestInput {
  /** The platform's settings: defaults, over them the owner's, over them the video's. */
  readonly settings: unknown;
  /** The rendered texts by field, in full length. */
  readonly texts: Readonly<Record<string, string>>;
  /** Files beside the video, by kind. */
  readonly assets: Readonly<Record<string, Asset>>;
}

/** The destination as far as it limits what can be posted. */
export interface DestinationFacts {
  /** Which of the platform's login variants the account was connected by; null where there is only one. */
  readonly variant: string | null;
  /** What the platform said this account may do, in the shape of its own folder; null before it was asked. */
  readonly capabilities: unknown;
}

/** The file as far as it is known. */
export interface FileFacts {
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Null until the header of the file was read. */
  readonly media: z.infer<typeof Media> | null;
}

/** Something a user should know before posting. `refused` = the platform would not take it. */
export interface Finding {
  readonly level: 'refused' | 'warning' | 'info';
  /** Stable, snake_case. */
  readonly code: string;
  /** What is wrong, what the limit is, what to do. */
  readonly message: string;
}

/** How a planned post comes to its time at a platform. */
export interface PlatformTiming {
  /**
   * How long before its time a video is begun, so that it waits at the platform unseen and goes live to the second.
   * 0 = the platform cannot hold it back: it is begun at its time.
   * @returns seconds
   */
  landAheadSeconds(sizeBytes: number): number;
  /** Whether what has begun can be taken back before anybody sees it: its Publisher has `withdraw`. */
  readonly canWithdraw: boolean;
}

/** What is particular about a platform before anything is sent to it. Pure functions over plain data. */
export interface PlatformRules {
  readonly texts: Readonly<Record<string, TextField>>;
  readonly timing: PlatformTiming;
  /**
   * Combinations of settings that the platform would refuse, whether they are defaults or one video's.
   * @param destination the account, when there is one
   * @param time of one video's post: now, and when it shall go live (epoch ms; null = it has no time)
   */
  checkSettings(
    settings: unknown,
    destination: DestinationFacts | null,
    time?: { readonly now: number; readonly dueAt: number | null },
  ): FieldProblem[];
  /** What the destination will receive; texts are cut to their limits here. */
  buildRequest(input: RequestInput): PublishRequest;
  /** What would go wrong with this file and this request at this account. */
  preflight(file: FileFacts, request: PublishRequest, destination: DestinationFacts): Finding[];
}
