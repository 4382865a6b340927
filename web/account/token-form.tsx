import { useState } from 'react';
import type { Api } from '../data/api.ts';
import { explain, findFieldError, isSaidAtField } from '../data/errors.ts';
import { accountTexts } from '../texts/en/account.ts';
import { commonTexts } from '../texts/en/common.ts';
import { Button } from '../ui/button.tsx';
import { CheckboxGroup } from '../ui/checkbox-group.tsx';
import { Field } from '../ui/field.tsx';
import form from '../ui/form.module.css';
import { Note } from '../ui/note.tsx';
import { SelectField } from '../ui/select-field.tsx';

const { tokens: texts } = accountTexts;

export type TokenWish = Parameters<Api['createToken']>[0]['body'];
type Scope = TokenWish['scopes'][number];

const scopeNames: Readonly<Record<Scope, string>> = texts.scopeNames;
const allScopes: readonly Scope[] = [
  'videos:read',
  'videos:write',
  'settings:read',
  'settings:write',
  'connections:read',
  'connections:write',
  'drive:read',
  'drive:write',
];
const scopeChoices = allScopes.map((value) => ({ value, label: scopeNames[value] }));
const dayChoices = [7, 30, 90, 365].map((days) => ({ value: String(days), label: texts.dayChoice(days) }));

interface Props {
  readonly error: unknown;
  readonly busy: boolean;
  readonly onSubmit: (wish: TokenWish) => void;
  readonly onCancel: () => void;
}

export function TokenForm({ error, busy, onSubmit, onCancel }: Props) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['videos:read']);
  const [days, setDays] = useState('90');
  const isSaid = isSaidAtField(error, ['name', 'scopes']);
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit({ name, scopes: [...scopes], expires_in_days: Number(days) });
      }}
    >
      <Field
        label={texts.name}
        placeholder={texts.namePlaceholder}
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={findFieldError(error, 'name')}
      />
      <CheckboxGroup
        legend={texts.scopes}
        choices={scopeChoices}
        value={scopes}
        onChange={setScopes}
        error={scopes.length === 0 ? texts.noScope : findFieldError(error, 'scopes')}
      />
      <SelectField label={texts.days} choices={dayChoices} value={days} onChange={setDays} />
      {Boolean(error) && !isSaid && (
        <Note tone="bad" role="alert">
          {explain(error)}
        </Note>
      )}
      <div className={form.actions}>
        <Button onClick={onCancel}>{commonTexts.cancel}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={scopes.length === 0}>
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}
