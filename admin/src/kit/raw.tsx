import { useState } from 'react';
import { visible } from './format.ts';
import { useTexts } from './i18n.ts';
import classes from './kit.module.css';
import { kitTexts } from './texts.ts';

const charactersAtMost = 20_000;

interface RawProps {
  readonly value: unknown;
  readonly title?: string;
  /** True where the data is what somebody came for. */
  readonly open?: boolean;
}

/** Data as it is stored, for whoever needs to see more than a sentence; it is written out when it is first opened. */
export function Raw({ value, title, open = false }: RawProps) {
  const t = useTexts(kitTexts);
  const [opened, setOpened] = useState(open);
  return (
    <details className={classes['raw']} open={opened} onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <summary>{title ?? t('raw')}</summary>
      {opened ? <Json value={value} /> : undefined}
    </details>
  );
}

function Json({ value }: { readonly value: unknown }) {
  const t = useTexts(kitTexts);
  const text = JSON.stringify(value, undefined, 2) ?? '';
  return (
    // The text can be longer than its frame, so the keyboard must be able to scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region needs the focus
    <pre tabIndex={0}>
      <bdi>{visible(text.slice(0, charactersAtMost))}</bdi>
      {text.length > charactersAtMost ? `\n… ${t('cut')}` : undefined}
    </pre>
  );
}
