import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import type { VersionReach } from '@sarafan/contract';
import { useState } from 'react';
import { useTexts } from '../../kit/i18n.ts';
import { Failure } from '../../kit/states.tsx';
import { kitTexts } from '../../kit/texts.ts';
import { Differences } from './differences.tsx';
import type { Draft } from './draft.ts';
import { useEditorTexts } from './editing.tsx';
import { ReachField } from './launch-reach.tsx';
import { useReplay } from './use-replay.ts';

const noteCharacters = 500;

interface LaunchProps {
  /** The number that the new version will have. */
  readonly version: number;
  readonly running: Draft | undefined;
  readonly draft: Draft;
  /** The program that gets another version; undefined of a new one, which has no invitations of before. */
  readonly program?: string;
  readonly launch: (note: string, appliesTo: VersionReach) => Promise<unknown>;
  readonly onClose: () => void;
}

/** The last question before a version runs: what changes, for whom, and why. */
export function LaunchDialog({ version, running, draft, program, launch, onClose }: LaunchProps) {
  const t = useEditorTexts();
  const kit = useTexts(kitTexts);
  const isFirst = version === 1;
  const [note, setNote] = useState(isFirst ? t('launch_note_first') : '');
  const { reach, choose, state, isSeen } = useReach(program ?? '', draft);
  const [isMissing, setMissing] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = async (): Promise<void> => {
    setMissing(note.trim() === '');
    if (note.trim() === '') return;
    setSending(true);
    try {
      await launch(note.trim(), reach);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={isFirst ? t('launch_title_new') : t('launch_title', { version })}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t(isFirst ? 'launch_text_new' : 'launch_text')}</Text>
          {running === undefined ? undefined : <Differences before={running} after={draft} />}
          {program === undefined ? undefined : <ReachField reach={reach} onChange={choose} state={state} />}
          <Textarea
            label={t('launch_note')}
            description={t('launch_note_hint')}
            autosize
            minRows={2}
            maxLength={noteCharacters}
            data-autofocus
            value={note}
            error={isMissing ? kit('required') : undefined}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          {error === undefined ? undefined : <Failure error={error} title={kit('not_saved')} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
            <Button type="submit" loading={sending} disabled={!isSeen}>
              {t('launch_action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** To whom the version is to apply; what a change of the past comes to is seen before it is made. */
function useReach(program: string, draft: Draft) {
  const [reach, setReach] = useState<VersionReach>('new');
  const { state, start, stop } = useReplay(program);
  const choose = (next: VersionReach): void => {
    setReach(next);
    if (next === 'new') stop();
    else void start({ definition: draft, appliesTo: next });
  };
  return { reach, choose, state, isSeen: reach === 'new' || state.at === 'end' };
}
