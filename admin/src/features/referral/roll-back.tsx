import { List, Stack, Text } from '@mantine/core';
import type { ProgramDetail, ProgramVersionRow } from '@sarafan/contract';
import { useState } from 'react';
import { fetchOne, useWrite } from '../../kit/api.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { plain } from '../../kit/format.ts';
import { useTexts } from '../../kit/i18n.ts';
import { NoteForm } from '../../kit/note-form.tsx';
import { useWorkspace } from '../../kit/session.ts';
import { kitTexts } from '../../kit/texts.ts';
import { toast } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import { differencesOf } from './describe.ts';
import { useWords } from './differences.tsx';
import { useEditorTexts } from './editing.tsx';
import { isNewer } from './launch.tsx';
import { referralTexts } from './texts.ts';

/** An earlier version that is to be brought back. */
export type RolledBack = Pick<ProgramVersionRow, 'version' | 'definition'>;

interface RollBackProps {
  readonly program: ProgramDetail;
  readonly row: RolledBack;
  readonly onClose: () => void;
}

/** Launches what an older version said as a new one, after telling what that touches, with a note as every launch. */
export function RollBackDialog({ program, row: { version, definition }, onClose }: RollBackProps) {
  const t = useTexts(referralTexts);
  const editor = useEditorTexts();
  const kit = useTexts(kitTexts);
  const words = useWords();
  const { workspace } = useWorkspace();
  const rollBack = useWrite(referralApi.rollBack);
  // What is told stays the same while it is read, and no other version is replaced.
  const [seen, setSeen] = useState(program);
  const send = async (note: string): Promise<void> => {
    try {
      const params = { program: program.program };
      const launched = await rollBack.mutateAsync({ params, body: { version, basedOn: seen.version, note } });
      toast(t('rolled_back', { version: launched?.version ?? seen.version + 1 }));
      onClose();
    } catch (error) {
      if (isNewer(error))
        setSeen(await fetchOne(referralApi.program, { workspace, params: { program: program.program } }));
      throw error;
    }
  };
  const touches = differencesOf(seen.definition, definition, words).map(
    ({ label, before, after }) => `${label}: ${before ?? t('absent')} → ${after ?? t('absent')}`,
  );
  return (
    <Dialog title={t('roll_back_title', { version })} opened onClose={onClose}>
      <Stack gap="md">
        <Text size="sm">{t(touches.length === 0 ? 'no_differences_text' : 'roll_back_text')}</Text>
        {touches.length === 0 ? undefined : (
          <div>
            <Text size="sm" fw={600} mb={4}>
              {kit('confirm_touches')}
            </Text>
            <List size="sm" spacing={4}>
              {touches.map((each) => (
                <List.Item key={each}>{plain(each)}</List.Item>
              ))}
            </List>
          </div>
        )}
        <NoteForm
          label={editor('launch_note')}
          hint={editor('launch_note_hint')}
          usual={t('roll_back_note', { version })}
          action={t('roll_back_action')}
          send={send}
          cancel={onClose}
        />
      </Stack>
    </Dialog>
  );
}
