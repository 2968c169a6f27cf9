import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from './i18n.ts';
import { kitTexts } from './texts.ts';

interface DialogProps {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** True while it shows what is never shown again: only its own button closes it. */
  readonly holds?: boolean;
  readonly children: ReactNode;
}

/** A short form, or an answer, above the screen that it belongs to. */
export function Dialog({ title, opened, onClose, holds = false, children }: DialogProps) {
  const t = useTexts(kitTexts);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeOnClickOutside={!holds}
      closeOnEscape={!holds}
      withCloseButton={!holds}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Modal>
  );
}
