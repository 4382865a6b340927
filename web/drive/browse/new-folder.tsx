import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../data/api.ts';
import { explain } from '../../data/errors.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import type { Place } from './place.ts';

const { newFolder: texts } = driveTexts;

interface Props {
  readonly token: string;
  /** The folder that the new one is made in. */
  readonly parent: Extract<Place, { readonly kind: 'folder' }>;
  readonly onGo: (place: Place) => void;
}

/** Makes a folder where one is, and goes there: copies are to go into it. */
export function NewFolder({ token, parent, onGo }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button small variant="quiet" onClick={() => setOpen(true)}>
        <FolderPlus size={15} aria-hidden />
        {texts.button}
      </Button>
      {isOpen && <NewFolderDialog token={token} parent={parent} onGo={onGo} onClose={() => setOpen(false)} />}
    </>
  );
}

function NewFolderDialog({ token, parent, onGo, onClose }: Props & { readonly onClose: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: () => api.createFolder({ body: { dest_token: token, parent_id: parent.id, name } }),
    onSuccess: (folder) => {
      onClose();
      onGo({
        kind: 'folder',
        id: folder.id,
        name: folder.name,
        canAdd: folder.canAddChildren,
        driveId: folder.driveId,
      });
      return client.invalidateQueries({ queryKey: ['drive', token, 'files'] });
    },
  });
  return (
    <Dialog title={texts.title(parent.name)} onClose={onClose}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Field
          label={texts.name}
          value={name}
          maxLength={255}
          required
          autoFocus
          error={make.error ? explain(make.error) : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <div className={form.actions}>
          <Button onClick={onClose}>{commonTexts.cancel}</Button>
          <Button type="submit" variant="primary" busy={make.isPending} disabled={name.trim() === ''}>
            {texts.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
