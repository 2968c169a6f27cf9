import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import type { VersionReach } from '@sarafan/contract';
import { useState } from 'react';
import { useTexts } from '../../kit/i18n.ts';
import { Problem } from '../../kit/problem.ts';
import { Failure } from '../../kit/states.tsx';
import { kitTexts } from '../../kit/texts.ts';
import { Differences } from './differences.tsx';
import type { Draft } from './draft.ts';
import { useEditorTexts } from './editing.tsx';
import { ReachField } from './launch-reach.tsx';
import { useReplay } from './use-replay.ts';

const noteCharacters = 500;

/** The version that a draft is compared with, and the only one that its launch replaces. */
export interface Seen {
  readonly version: number;
  readonly definition: Draft;
}

/** Whether a launch was refused because a newer version runs than the one that was seen. */
export function isNewer(error: unknown): boolean {
  return error instanceof Problem && error.code === 'newer_version';
}

interface LaunchProps {
  /** Undefined of a new program. */
  readonly seen: Seen | undefined;
  readonly draft: Draft;
  /** The version that the draft began from. */
  readonly base: number;
  /** The program that gets another version; undefined of a new one, which has no invitations of before. */
  readonly program?: string;
  /** When it is refused because of a newer version, that one is seen next. */
  readonly launch: (note: string, appliesTo: VersionReach) => Promise<unknown>;
  readonly onClose: () => void;
}

/** The last question before a version runs: what changes, for whom, and why. */
export function LaunchDialog({ seen, draft, base, program, launch, onClose }: LaunchProps) {
  const t = useEditorTexts();
  const kit = useTexts(kitTexts);
  const isFirst = seen === undefined;
  const [note, setNote] = useState(isFirst ? t('launch_note_first') : '');
  const { reach, choose, state, isSeen } = useReach(program ?? '', draft);
  const [isMissing, setMissing] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = async (): Promise<void> => {
    setMissing(note.trim() === '');
    if (note.trim() === '') return;
    setSending(true);
    setError(undefined);
    try {
      await launch(note.trim(), reach);
    } catch (thrown) {
      setError(thrown);
      // What the past came to was reckoned against the former version.
      if (isNewer(thrown)) choose(reach);
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={isFirst ? t('launch_title_new') : t('launch_title', { version: seen.version + 1 })}
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
          {isFirst ? undefined : <Compared seen={seen} draft={draft} base={base} error={error} />}
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
          {error === undefined || isNewer(error) ? undefined : <Failure error={error} title={kit('not_saved')} />}
          <Group gap="sm">
            <Button type="submit" loading={sending} disabled={!isSeen}>
              {t('launch_action')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface ComparedProps extends Pick<LaunchProps, 'draft' | 'base'> {
  readonly seen: Seen;
  readonly error: unknown;
}

/** What changes of the version that runs, and whether that is another one than the draft began from. */
function Compared({ seen: { version, definition }, draft, base, error }: ComparedProps) {
  const t = useEditorTexts();
  const kit = useTexts(kitTexts);
  return (
    <>
      {isNewer(error) ? (
        <div ref={lead}>
          <Failure error={error} title={kit('not_saved')} />
        </div>
      ) : undefined}
      {isNewer(error) || base >= version ? undefined : (
        <Alert color="yellow" variant="light" title={t('newer_title', { version })}>
          {t('newer_seen', { version })}
        </Alert>
      )}
      <Differences before={definition} after={draft} />
    </>
  );
}

/** The button is below what is compared, and the refusal above it. */
function lead(refusal: HTMLElement | null): void {
  refusal?.scrollIntoView({ block: 'center' });
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
