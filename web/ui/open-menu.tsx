import { EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { classNames } from './class-names.ts';
import iconButton from './icon-button.module.css';
import type { MenuAction } from './menu-action.ts';
import classes from './open-menu.module.css';

interface Props {
  readonly label: string;
  readonly getActions: () => readonly MenuAction[];
}

/** A menu that has been asked for, and its button from then on. */
export function OpenMenu({ label, getActions }: Props) {
  const [isOpen, setOpen] = useState(true);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className={iconButton.button ?? ''} aria-label={label}>
        <EllipsisVertical size={18} aria-hidden />
      </Button>
      <Popover className={classes.popover ?? ''} placement="bottom end">
        <Menu className={classes.menu ?? ''}>
          {getActions().map(({ id, label: name, icon: Icon, isDanger, onAction }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={name}
              className={classNames(classes.item, isDanger && classes.danger)}
              onAction={onAction}
            >
              <Icon size={16} aria-hidden />
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
