import { ActionIcon, Box, Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from './i18n.ts';
import { Icon } from './icons.tsx';
import classes from './kit.module.css';
import { kitTexts } from './texts.ts';

const shownMs = 2_000;

interface CopyProps {
  /** What is copied. */
  readonly text: string;
  /** What it is, for screen readers: «Copy: key». */
  readonly label: string;
  /** With words where the copying is the main thing to do. */
  readonly words?: string;
}

/** A button that copies a text and says so. */
export function Copy({ text, label, words }: CopyProps) {
  const t = useTexts(kitTexts);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (!(await toClipboard(text))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), shownMs);
  };
  const icon = <Icon name={copied ? 'check' : 'copy'} size={16} />;
  const name = `${copied ? t('copied') : t('copy')}: ${label}`;
  if (words !== undefined) {
    return (
      <Button variant="default" leftSection={icon} aria-label={name} onClick={() => void copy()}>
        {copied ? t('copied') : words}
      </Button>
    );
  }
  return (
    <Tooltip label={copied ? t('copied') : t('copy')}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={name} onClick={() => void copy()}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** A text that is made to be copied, such as a key, an address or some lines of code, with the button that does it. */
export function Copyable({ text, label }: Omit<CopyProps, 'words'>) {
  const lines = text.split('\n').length;
  const shared = { readOnly: true, value: text, 'aria-label': label, spellCheck: false } as const;
  return (
    <Box className={classes['copyable']}>
      {lines === 1 ? (
        <input {...shared} onFocus={({ currentTarget }) => currentTarget.select()} />
      ) : (
        <textarea {...shared} wrap="off" rows={lines} />
      )}
      <Copy text={text} label={label} />
    </Box>
  );
}

/** A page that was not reached by TLS may not write to the clipboard, but it may select a text and copy that. */
async function toClipboard(text: string): Promise<boolean> {
  if (navigator.clipboard !== undefined) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelected(text);
    }
  }
  return copySelected(text);
}

function copySelected(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
