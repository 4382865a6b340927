import type { LucideIcon } from 'lucide-react';

/** One thing that a menu can do. */
export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly isDanger?: boolean;
  readonly onAction: () => void;
}
