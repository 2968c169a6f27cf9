import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../kit/api.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { NoteForm } from '../../kit/note-form.tsx';
import { Failure } from '../../kit/states.tsx';
import { kitTexts } from '../../kit/texts.ts';
import { rewardsApi } from './api.ts';
import { rewardsTexts } from './texts.ts';
import { type AccrualsState, useAccruals } from './use-accruals.ts';

/** What waited for the end of its period is let through all at once, after somebody has looked at it. */
export function Accruals() {
  const t = useTexts(rewardsTexts);
  const [open, setOpen] = useState(false);
  const { data } = useRead(rewardsApi.grants, { query: { state: 'accrual', limit: 1 } });
  if (!open && (data === undefined || data.items.length === 0)) return undefined;
  return (
    <>
      <Group justify="flex-end">
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {t('accrue_all')}
        </Button>
      </Group>
      {open ? <All onClose={() => setOpen(false)} /> : undefined}
    </>
  );
}

function All({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(rewardsTexts);
  const { state, start, stop } = useAccruals();
  return (
    <Dialog title={t('accrue_all_title')} opened onClose={onClose} holds={state.at === 'work'}>
      {state.at === 'rest' ? (
        <Stack gap="md">
          <Text size="sm">{t('accrue_all_text')}</Text>
          <NoteForm label={t('note')} hint={t('note_hint')} action={t('accrue_all')} send={start} cancel={onClose} />
        </Stack>
      ) : (
        <Going state={state} stop={stop} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface GoingProps {
  readonly state: Exclude<AccrualsState, { readonly at: 'rest' }>;
  readonly stop: () => void;
  readonly onClose: () => void;
}

function Going({ state, stop, onClose }: GoingProps) {
  const t = useTexts(rewardsTexts);
  const kit = useTexts(kitTexts);
  const { done, total } = state;
  const key = state.at === 'work' ? 'accruing' : state.at === 'stop' ? 'accrue_stopped' : 'accrued';
  return (
    <Stack gap="md">
      {state.at === 'fault' ? <Failure error={state.error} title={t('accrue_broken', { done, total })} /> : undefined}
      <Progress value={total === 0 ? 100 : (done / total) * 100} aria-label={t('accrue_all_title')} />
      <Text size="sm" role="status">
        {t(key, { done, total })}
      </Text>
      <Group justify="flex-end">
        {state.at === 'work' ? (
          <Button variant="default" onClick={stop}>
            {t('accrue_stop')}
          </Button>
        ) : (
          <Button variant="default" onClick={onClose}>
            {kit('close')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
