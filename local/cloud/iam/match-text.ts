const compiled = new Map<string, RegExp>();

/** Whether a text fits a pattern in which `*` stands for any characters and `?` for one. */
export function matchText(pattern: string, text: string, flags: '' | 'i' = ''): boolean {
  if (pattern === '*') return true;
  const key = `${flags}/${pattern}`;
  const known = compiled.get(key) ?? compile(pattern, flags);
  compiled.set(key, known);
  return known.test(text);
}

function compile(pattern: string, flags: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`);
}
