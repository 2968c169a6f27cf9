/** A piece of a page that is safe to show as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Shown = string | number | Html | undefined | readonly Html[];

/** Puts a page together: what stands between the braces is shown as text, whatever it holds, unless it is `Html`. */
export function html(strings: TemplateStringsArray, ...values: readonly Shown[]): Html {
  return new Html(strings.map((text, index) => text + (index < values.length ? shown(values[index]) : '')).join(''));
}

function shown(value: Shown): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value));
  return value.map((each) => each.text).join('');
}

const characters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => characters[character] ?? '');
}
