import { useState } from 'react';
import type { Api, ConnectedAccount } from '../../data/api.ts';
import { explain, hasCode } from '../../data/errors.ts';
import { platformTitles } from '../../data/platforms.ts';
import { actionTexts } from '../../texts/en/actions.ts';
import { commonTexts } from '../../texts/en/common.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxGroup } from '../../ui/checkbox-group.tsx';
import form from '../../ui/form.module.css';
import { Note } from '../../ui/note.tsx';
import { type When, WhenFields } from './when-fields.tsx';

const { when: texts } = actionTexts;

export type ScheduleWish = Parameters<Api['putSchedule']>[0]['body'];

interface Props {
  readonly initial: When;
  readonly accounts: readonly ConnectedAccount[];
  readonly error: unknown;
  readonly busy: boolean;
  readonly onSubmit: (wish: ScheduleWish) => void;
  readonly onCancel: () => void;
}

export function ScheduleForm({ initial, accounts, error, busy, onSubmit, onCancel }: Props) {
  const [when, setWhen] = useState(initial);
  const [chosen, setChosen] = useState<readonly string[]>(accounts.map(({ id }) => id));
  const choices = accounts.map(({ id, platform, name }) => ({
    value: id,
    label: `${platformTitles[platform]}, ${name}`,
  }));
  const isAsked = hasCode(error, 'ambiguous_time') || hasCode(error, 'nonexistent_time');
  const submit = () => {
    const { local, zone, disambiguation } = when;
    const some = chosen.length < accounts.length ? { connection_ids: [...chosen] } : {};
    onSubmit({ scheduled_time: local, time_zone: zone, ...(disambiguation && { disambiguation }), ...some });
  };
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) submit();
      }}
    >
      <WhenFields value={when} onChange={setWhen} error={error} />
      {accounts.length > 1 && (
        <CheckboxGroup
          legend={texts.where}
          choices={choices}
          value={chosen}
          onChange={setChosen}
          error={chosen.length === 0 ? texts.noDestination : undefined}
        />
      )}
      {Boolean(error) && !isAsked && (
        <Note tone="bad" role="alert">
          {explain(error)}
        </Note>
      )}
      <div className={form.actions}>
        <Button onClick={onCancel}>{commonTexts.cancel}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={accounts.length > 0 && chosen.length === 0}>
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}
