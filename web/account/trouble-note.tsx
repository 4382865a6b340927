import { explain, hasCode, isSaidAtField } from '../data/errors.ts';
import { accountTexts } from '../texts/en/account.ts';
import { Note } from '../ui/note.tsx';

interface Props {
  readonly error: unknown;
  /** Where what is wrong with them is said already, a wrong password too. */
  readonly fields: readonly string[];
}

/** What went wrong with a form that asks for the password, unless a field says it. */
export function TroubleNote({ error, fields }: Props) {
  const isSaid = hasCode(error, 'wrong_credentials') || isSaidAtField(error, fields);
  const text = hasCode(error, 'too_many_requests') ? accountTexts.tooOften : explain(error);
  return <div role="alert">{Boolean(error) && !isSaid && <Note tone="bad">{text}</Note>}</div>;
}
