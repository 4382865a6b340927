import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { commonTexts } from '../texts/en/common.ts';
import { classNames } from './class-names.ts';
import classes from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

interface Props {
  readonly title: string;
  /** Without it there is no way out but through the dialog. */
  readonly onClose?: (() => void) | undefined;
  /** `panel` comes from the side and has room for a form. */
  readonly kind?: 'dialog' | 'panel';
  /** Asks something that must be answered. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

/** In front of the page, which cannot be reached meanwhile. Shown as long as it is rendered. */
export function Dialog({ title, onClose, kind = 'dialog', role = 'dialog', children }: Props) {
  const canClose = onClose !== undefined;
  return (
    <ModalOverlay
      isOpen
      isDismissable={canClose && role === 'dialog'}
      isKeyboardDismissDisabled={!canClose}
      onOpenChange={(isOpen) => !isOpen && onClose?.()}
      className={classNames(classes.overlay, classes[`${kind}Overlay`])}
    >
      <Modal className={classNames(classes.modal, classes[kind])}>
        <AriaDialog role={role} className={classes.content ?? ''}>
          <div className={classes.head}>
            <Heading slot="title" className={classes.title ?? ''}>
              {title}
            </Heading>
            {canClose && <IconButton icon={X} label={commonTexts.close} onClick={onClose} />}
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
