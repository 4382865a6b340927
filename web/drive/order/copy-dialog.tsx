import { useState } from 'react';
import { api } from '../../data/api.ts';
import { driveTexts } from '../../texts/en/drive.ts';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import type { ChosenFile } from '../browse/chosen.ts';
import type { Transfer } from '../drive-api.ts';
import type { OpeningWish } from '../opening-wish.ts';
import type { OpenDrive } from '../use-open-drive.ts';
import { DeleteField } from './delete-field.tsx';
import { FormatFields } from './format-fields.tsx';
import { usualFormats } from './formats.ts';
import classes from './order.module.css';
import { OrderFooter } from './order-footer.tsx';
import { SpeedField } from './speed-field.tsx';
import { useOrder } from './use-order.ts';
import type { Target } from './use-target.ts';

const { order: texts } = driveTexts;

type Options = Transfer['options'];
const existingChoices = (['skip', 'rename', 'replace'] as const).map((value) => ({
  value,
  label: texts.onExistingChoices[value],
}));
const usual: Options = {
  on_existing: 'skip',
  delete_source: false,
  bytes_per_second: null,
  export_formats: usualFormats,
};

interface Props {
  readonly source: OpenDrive;
  readonly target: Target;
  readonly files: readonly ChosenFile[];
  readonly onOpen: (wish: OpeningWish) => void;
  readonly onClose: () => void;
}

/** Asks how to copy, and orders the plan. */
export function CopyDialog({ source, target, files, onOpen, onClose }: Props) {
  const [options, setOptions] = useState(usual);
  const change = (next: Partial<Options>) => setOptions({ ...options, ...next });
  const order = useOrder(
    () =>
      api.createTransfer({
        body: {
          ...options,
          source_token: source.token,
          dest_token: target.token,
          file_ids: files.map(({ id }) => id),
          folder_id: target.folderId,
          plan_only: true,
        },
      }),
    onClose,
  );
  return (
    <Dialog title={texts.copyTitle} onClose={onClose}>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          order.mutate();
        }}
      >
        <p className={classes.what}>
          {texts.what(files.length)} {texts.to(target.folderName, target.account.email)}
        </p>
        <div>
          <ChoiceGroup
            legend={texts.onExisting}
            choices={existingChoices}
            value={options.on_existing}
            onChange={(on_existing) => change({ on_existing })}
          />
          <p className={classes.quiet}>{texts.onExistingHint}</p>
        </div>
        <DeleteField
          account={source.account}
          value={options.delete_source}
          onChange={(delete_source) => change({ delete_source })}
          onOpen={onOpen}
        />
        <SpeedField value={options.bytes_per_second} onChange={(bytes_per_second) => change({ bytes_per_second })} />
        <FormatFields value={options.export_formats} onChange={(export_formats) => change({ export_formats })} />
        <OrderFooter error={order.error} busy={order.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
