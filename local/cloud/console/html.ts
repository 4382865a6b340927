/** A piece of HTML in which everything foreign has been escaped. */
export interface Markup {
  readonly text: string;
}

type Value = string | Markup | readonly Markup[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

function toText(value: Value): string {
  if (typeof value === 'string') return escapeHtml(value);
  return 'text' in value ? value.text : value.map((item) => item.text).join('');
}

/** Template tag that escapes every value which is not itself a piece of HTML. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { text: String.raw({ raw: strings }, ...values.map(toText)) };
}

/** Marks text of our own as HTML. */
html.raw = (text: string): Markup => ({ text });
