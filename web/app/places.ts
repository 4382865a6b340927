import { CalendarDays, CircleUser, HardDrive, ListVideo, type LucideIcon, RadioTower, TextQuote } from 'lucide-react';
import type { ComponentType, LazyExoticComponent } from 'react';
import { drivePath } from '../data/drive-access.ts';
import { commonTexts } from '../texts/en/common.ts';
import { lazyPart } from '../ui/lazy-part.ts';

/** A page that the navigation leads to. */
export interface Place {
  readonly path: string;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly Page: LazyExoticComponent<ComponentType>;
}

const { places: titles } = commonTexts;

/** One line more here is a page more. Each is loaded when it is first gone to. */
export const places: readonly Place[] = [
  {
    path: '/',
    title: titles.queue,
    icon: ListVideo,
    Page: lazyPart(async () => ({ default: (await import('../queue/queue-page.tsx')).QueuePage })),
  },
  {
    path: '/calendar',
    title: titles.calendar,
    icon: CalendarDays,
    Page: lazyPart(async () => ({ default: (await import('../calendar/calendar-page.tsx')).CalendarPage })),
  },
  {
    path: '/destinations',
    title: titles.destinations,
    icon: RadioTower,
    Page: lazyPart(async () => ({ default: (await import('../destinations/destinations-page.tsx')).DestinationsPage })),
  },
  {
    path: '/templates',
    title: titles.templates,
    icon: TextQuote,
    Page: lazyPart(async () => ({ default: (await import('../templates/templates-page.tsx')).TemplatesPage })),
  },
  {
    path: drivePath,
    title: titles.drive,
    icon: HardDrive,
    Page: lazyPart(async () => ({ default: (await import('../drive/drive-page.tsx')).DrivePage })),
  },
  {
    path: '/account',
    title: titles.account,
    icon: CircleUser,
    Page: lazyPart(async () => ({ default: (await import('../account/account-page.tsx')).AccountPage })),
  },
];
