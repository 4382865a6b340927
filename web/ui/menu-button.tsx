import { EllipsisVertical } from 'lucide-react';
import { Suspense, useState } from 'react';
import { IconButton } from './icon-button.tsx';
import { lazyPart } from './lazy-part.ts';
import type { MenuAction } from './menu-action.ts';

interface Props {
  readonly label: string;
  /** Asked when it opens, so that closed menus cost nothing. */
  readonly getActions: () => readonly MenuAction[];
}

const load = () => import('./open-menu.tsx');
const OpenMenu = lazyPart(async () => ({ default: (await load()).OpenMenu }));
/** Whether it comes shows when it is opened. */
const loadAhead = () => void load().catch(() => undefined);

/** Three dots with a menu behind them. The menu is loaded when somebody comes near. */
export function MenuButton({ label, getActions }: Props) {
  const [isWanted, setWanted] = useState(false);
  const button = (
    <IconButton
      icon={EllipsisVertical}
      label={label}
      aria-haspopup="menu"
      onPointerEnter={loadAhead}
      onFocus={loadAhead}
      onClick={() => setWanted(true)}
    />
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <OpenMenu label={label} getActions={getActions} />
    </Suspense>
  );
}
