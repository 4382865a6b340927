import { templateTexts } from '../../texts/en/templates.ts';

const { meanings } = templateTexts.placeholders;

/** What a template may have in braces, and what it stands for. */
export const placeholders: readonly { readonly text: string; readonly meaning: string }[] = Object.entries(
  meanings,
).map(([name, meaning]) => ({ text: `{${name}}`, meaning }));

/** Everything in a template that looks like a placeholder and is none; each once. */
export function findUnknownPlaceholders(template: string): string[] {
  const inBraces = template.match(/\{[^{}\s]{1,30}\}/g) ?? [];
  return [...new Set(inBraces)].filter((found) => !placeholders.some(({ text }) => text === found));
}
