import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { plain } from './format.ts';
import { useTexts } from './i18n.ts';
import { useWhenLeft } from './link.tsx';
import { kitTexts } from './texts.ts';

/** What somebody is asked before it is done. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** What will be touched, one line each. */
  readonly touches?: readonly string[];
  /** The words on the button that does it. */
  readonly action: string;
  readonly danger?: boolean;
}

/** A form in a dialog asks too, and its dialog is never in front of the question. */
const aboveDialogs = 300;

type Ask = (question: Question) => Promise<boolean>;
const AskContext = createContext<Ask | undefined>(undefined);

/** `const confirm = useConfirm()`, then `if (!(await confirm({ title, text, touches, action }))) return;` */
export function useConfirm(): Ask {
  const ask = use(AskContext);
  if (ask === undefined) throw new Error('Nobody can be asked outside the shell');
  return ask;
}

interface Asked extends Question {
  readonly answer: (yes: boolean) => void;
}

/** Holds the one dialog that all screens ask with; whoever leaves the screen has not agreed. */
export function Confirmations({ children }: { readonly children: ReactNode }) {
  const t = useTexts(kitTexts);
  const [asked, setAsked] = useState<Asked>();
  const [opened, setOpened] = useState(false);
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((answer) => {
        setAsked({ ...question, answer });
        setOpened(true);
      }),
    [],
  );
  const close = (yes: boolean): void => {
    setOpened(false);
    asked?.answer(yes);
  };
  useWhenLeft(() => close(false));
  return (
    <AskContext value={ask}>
      {children}
      <Modal
        zIndex={aboveDialogs}
        opened={opened}
        onClose={() => close(false)}
        title={asked?.title}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack gap="md">
          <Text size="sm">{asked?.text}</Text>
          {asked?.touches === undefined || asked.touches.length === 0 ? undefined : (
            <div>
              <Text size="sm" fw={600} mb={4}>
                {t('confirm_touches')}
              </Text>
              <List size="sm" spacing={4}>
                {asked.touches.map((each) => (
                  <List.Item key={each}>{plain(each)}</List.Item>
                ))}
              </List>
            </div>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => close(false)} data-autofocus>
              {t('cancel')}
            </Button>
            <Button {...(asked?.danger === true ? { color: 'red' } : {})} onClick={() => close(true)}>
              {asked?.action}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </AskContext>
  );
}
