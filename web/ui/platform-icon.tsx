import type { PlatformName } from '../../shared/contract/platform-names.ts';

/** Simple signs of our own, which remind of the platforms' and are not their logos. */
const shapes: Readonly<Record<PlatformName, string>> = {
  youtube:
    'M4 6.5h16a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 16V8A1.5 1.5 0 0 1 4 6.5Zm6 3v5l4.5-2.5Z',
  tiktok: 'M13.5 3v11.5a3.5 3.5 0 1 1-3.5-3.5M13.5 3c.4 2.8 2.2 4.6 5 5',
  instagram:
    'M7.5 3h9A4.5 4.5 0 0 1 21 7.5v9a4.5 4.5 0 0 1-4.5 4.5h-9A4.5 4.5 0 0 1 3 16.5v-9A4.5 4.5 0 0 1 7.5 3ZM8.3 12a3.7 3.7 0 1 0 7.4 0a3.7 3.7 0 1 0-7.4 0ZM17 7h.01',
};

interface Props {
  readonly platform: PlatformName;
  readonly size?: number;
}

/** Decoration: the name of the platform stands beside it. */
export function PlatformIcon({ platform, size = 16 }: Props) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d={shapes[platform]} />
    </svg>
  );
}
