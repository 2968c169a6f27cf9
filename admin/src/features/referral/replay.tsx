import { Anchor, Button, Group, Progress, Stack, Text, TextInput } from '@mantine/core';
import type { ProgramDetail } from '@sarafan/contract';
import { useRef, useState } from 'react';
import { dayIn, daysBefore, momentAt } from '../../kit/days.ts';
import { Section } from '../../kit/detail.tsx';
import { readDraft } from '../../kit/drafts.ts';
import { useTexts } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { useMay, useWorkspace } from '../../kit/session.ts';
import { Failure } from '../../kit/states.tsx';
import { type Draft, readKept } from './draft.ts';
import { ProgramFrame } from './frame.tsx';
import { ReplayOutcome } from './replay-outcome.tsx';
import { replayTexts } from './texts-replay.ts';
import { type ReplayAsked, type ReplayState, useReplay } from './use-replay.ts';

/** A draft is tried on what happened, before it is launched. */
export function ReplayScreen() {
  return <ProgramFrame>{(program) => <Replay key={program.program} program={program} />}</ProgramFrame>;
}

function Replay({ program: { program, definition } }: { readonly program: ProgramDetail }) {
  const t = useTexts(replayTexts);
  const may = useMay('write');
  const { workspace } = useWorkspace();
  const { state, start, stop } = useReplay(program);
  const draft = may ? readKept(readDraft(`${workspace}.${program}`))?.definition : undefined;
  return (
    <>
      <Section title={t('what')}>
        <Stack gap="sm">
          <Text size="sm">
            {draft === undefined ? t('running') : t('draft')}{' '}
            {may ? (
              <Anchor component={Link} size="sm" underline="always" href={pathTo('programDefinition', { program })}>
                {t('to_rules')}
              </Anchor>
            ) : undefined}
          </Text>
          <Text size="sm" c="dimmed">
            {t('untouched')}
          </Text>
          <Order state={state} definition={draft ?? definition} start={start} stop={stop} />
        </Stack>
      </Section>
      <Shown state={state} program={program} />
    </>
  );
}

const usualDays = 30;

interface OrderProps {
  readonly state: ReplayState;
  readonly definition: Draft;
  readonly start: (asked: ReplayAsked) => Promise<void>;
  readonly stop: () => void;
}

/** The period of invitations, and the way to begin and to end. */
function Order({ state, definition, start, stop }: OrderProps) {
  const t = useTexts(replayTexts);
  const { timeZone } = useWorkspace();
  const today = dayIn(timeZone);
  const [from, setFrom] = useState(daysBefore(today, usualDays));
  const [last, setLast] = useState('');
  const lastField = useRef<HTMLInputElement>(null);
  const isGoing = state.at === 'work';
  // Days as 2026-01-15 stand in the order of the calendar.
  const isTurned = from !== '' && last !== '' && last < from;
  const moment = (day: string): string | undefined => (day === '' ? undefined : momentAt(`${day}T00:00`, timeZone));
  const send = (): void => {
    if (isTurned) {
      lastField.current?.focus();
      return;
    }
    const [begins, ends] = [moment(from), moment(last === '' ? '' : daysBefore(last, -1))];
    const period = {
      ...(begins === undefined ? {} : { from: begins }),
      ...(ends === undefined ? {} : { until: ends }),
    };
    void start({ definition, ...period });
  };
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        type="date"
        label={t('from')}
        value={from}
        max={today}
        onChange={({ currentTarget }) => setFrom(currentTarget.value)}
      />
      <TextInput
        type="date"
        ref={lastField}
        label={t('until')}
        error={isTurned ? t('turned') : undefined}
        inputWrapperOrder={['label', 'error', 'input']}
        value={last}
        max={today}
        onChange={({ currentTarget }) => setLast(currentTarget.value)}
      />
      {isGoing ? (
        <Button variant="default" onClick={stop}>
          {t('stop')}
        </Button>
      ) : (
        <Button onClick={send}>{state.at === 'rest' ? t('start') : t('again')}</Button>
      )}
    </Group>
  );
}

function Shown({ state, program }: { readonly state: ReplayState; readonly program: string }) {
  const t = useTexts(replayTexts);
  switch (state.at) {
    case 'rest':
      return undefined;
    case 'work': {
      const { done, total } = state;
      const share = total === 0 ? undefined : Math.min(100, (done / total) * 100);
      return (
        <Section title={t('going')}>
          <Progress
            value={share ?? 100}
            striped={share === undefined}
            animated={share === undefined}
            aria-label={t('going')}
          />
          <Text size="sm" mt={4} role="status">
            {t('done_of', { done, total })}
          </Text>
        </Section>
      );
    }
    case 'stop':
      return (
        <Text size="sm" role="status">
          {t('stopped')}
        </Text>
      );
    case 'fault':
      return <Failure error={state.error} title={t('broken')} />;
    case 'end':
      return <ReplayOutcome pairs={state.pairs} bonuses={state.bonuses} result={state.result} program={program} />;
  }
}
