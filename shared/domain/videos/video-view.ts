import type * as z from 'zod';
import type { Post as PostView, Video } from '../../contract/routes/video-shapes.ts';
import type { Post } from '../posts/post.ts';
import type { VideoRecord } from './video.ts';
import { percentOf, progressOf, statusOf } from './video-status.ts';
import { effectiveTitle } from './words.ts';

/** A video as the API answers it. Keys, leases and checkpoints stay inside. */
export function buildVideoView(video: VideoRecord, posts: readonly Post[]): Video {
  const { title, tooLong, originalLength } = effectiveTitle(video);
  return {
    id: video.videoId,
    filename: video.filename,
    status: statusOf(video, posts),
    generated_title: video.generatedTitle,
    custom_settings: video.settings,
    error: posts.find((post) => post.error)?.error?.message ?? null,
    scheduled_time: null,
    upload_progress: progressOf(posts),
    youtube_title: title,
    title_too_long: tooLong,
    title_original_length: originalLength,
    file_size_bytes: video.sizeBytes,
    content_type: video.contentType,
    sha256: video.sha256,
    media: video.media,
    platform_statuses: Object.fromEntries(posts.map((post) => [post.platform, post.state])),
    posts: posts.map(buildPostView),
    created_at: new Date(video.createdAt).toISOString(),
  };
}

function buildPostView(post: Post): z.infer<typeof PostView> {
  const waits = post.state === 'waiting' || post.state === 'processing';
  return {
    id: post.postId,
    platform: post.platform,
    status: post.state,
    bytes_sent: post.bytesSent,
    percent: percentOf(post),
    remote_id: post.remoteId,
    url: post.url,
    error: post.error,
    next_attempt_at: waits ? new Date(post.notBefore).toISOString() : null,
  };
}
