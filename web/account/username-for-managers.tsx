interface Props {
  readonly email: string;
}

/**
 * Tells password managers whose password a form is about; nobody sees it.
 * @see https://www.chromium.org/developers/design-documents/form-styles-that-chromium-understands/
 */
export function UsernameForManagers({ email }: Props) {
  return <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />;
}
