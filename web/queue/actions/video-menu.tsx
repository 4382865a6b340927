import { useQueryClient } from '@tanstack/react-query';
import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  CalendarClock,
  CalendarX,
  CircleX,
  Dices,
  Pencil,
  RotateCw,
  Send,
  Trash2,
} from 'lucide-react';
import type { Video } from '../../data/api.ts';
import { videosQuery } from '../../data/videos.ts';
import { actionTexts as texts } from '../../texts/en/actions.ts';
import type { MenuAction } from '../../ui/menu-action.ts';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { OpenVideo } from '../open-video.ts';
import { type Direction, moveIds } from './move-ids.ts';
import { openTask } from './task.ts';
import { cancelPosts, postNow, reorderVideos, rerollTitle, retryVideo, unschedule } from './video-actions.ts';
import { whatCanBeDone } from './what-can-be-done.ts';

interface Props {
  readonly video: Video;
  readonly title: string;
  readonly onOpen: OpenVideo;
}

/** Everything that can be done with one video. */
export function VideoMenu({ video, title, onOpen }: Props) {
  const client = useQueryClient();
  const getIds = () => {
    const data = client.getQueryData(videosQuery(undefined).queryKey);
    return data?.pages.flatMap((page) => page.videos.map(({ id }) => id)) ?? [];
  };
  const getActions = () => [...actionsOf(video, onOpen), ...movesOf(video.id, getIds()), deleteOf(video.id)];
  return <MenuButton label={texts.menu(title)} getActions={getActions} />;
}

function actionsOf(video: Video, onOpen: OpenVideo): MenuAction[] {
  const { id } = video;
  const can = whatCanBeDone(video);
  const whenLabel = can.unschedule ? texts.reschedule : texts.schedule;
  return [
    { id: 'edit', label: texts.edit, icon: Pencil, onAction: () => onOpen(id, 'edit') },
    ...only(can.post, { id: 'post', label: texts.postNow, icon: Send, onAction: () => void postNow(id) }),
    ...only(can.schedule, {
      id: 'schedule',
      label: whenLabel,
      icon: CalendarClock,
      onAction: () => openTask({ kind: 'schedule', video }),
    }),
    ...only(can.unschedule, {
      id: 'unschedule',
      label: texts.unschedule,
      icon: CalendarX,
      onAction: () => void unschedule(id),
    }),
    ...only(can.retry, { id: 'retry', label: texts.retry, icon: RotateCw, onAction: () => void retryVideo(id) }),
    ...only(can.cancel, { id: 'cancel', label: texts.cancel, icon: CircleX, onAction: () => void cancelPosts(video) }),
    ...only(can.post, { id: 'reroll', label: texts.reroll, icon: Dices, onAction: () => void rerollTitle(id) }),
  ];
}

const moves = [
  { direction: 'top', label: texts.moveTop, icon: ArrowUpToLine },
  { direction: 'up', label: texts.moveUp, icon: ArrowUp },
  { direction: 'down', label: texts.moveDown, icon: ArrowDown },
  { direction: 'bottom', label: texts.moveBottom, icon: ArrowDownToLine },
] as const satisfies readonly { direction: Direction; label: string; icon: unknown }[];

function movesOf(videoId: string, ids: readonly string[]): MenuAction[] {
  return moves.flatMap(({ direction, label, icon }) => {
    const order = moveIds(ids, videoId, direction);
    return only(order.length > 0, { id: direction, label, icon, onAction: () => void reorderVideos(order) });
  });
}

function deleteOf(videoId: string): MenuAction {
  const onAction = () => openTask({ kind: 'delete', videoIds: [videoId] });
  return { id: 'delete', label: texts.delete, icon: Trash2, isDanger: true, onAction };
}

function only(isWanted: boolean, action: MenuAction): MenuAction[] {
  return isWanted ? [action] : [];
}
