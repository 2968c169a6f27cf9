import { Alert, Group, Progress, Stack, Text } from '@mantine/core';
import type { ImportDetail } from '@sarafan/contract';
import { Section } from '../../kit/detail.tsx';
import { decimal } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { isUnderWay } from './state-mark.tsx';
import { importsTexts } from './texts.ts';

/** How far the dry run, the run or the undo is, or how it ended. */
export function ProgressSection({ detail }: { readonly detail: ImportDetail }) {
  const t = useTexts(importsTexts);
  const language = useLanguage();
  const { state, progress, fault } = detail;
  if (fault !== null) {
    const where = fault.row === null ? '' : t('fault_row', { row: fault.row });
    return (
      <Alert color="red" variant="light" role="alert" title={t('fault')}>
        {fault.sentence[language]} {where}
      </Alert>
    );
  }
  if (state === 'draft' || state === 'checked') return undefined;
  return (
    <Section title={t(`progress_${state}`)}>
      <Stack gap="sm">
        <Bar detail={detail} label={t(`progress_${state}`)} />
        {state === 'checking' ? undefined : <Counts progress={progress} />}
        {isUnderWay(state) ? (
          <Text size="sm" c="dimmed">
            {t('may_leave')}
          </Text>
        ) : undefined}
      </Stack>
    </Section>
  );
}

interface BarProps {
  readonly detail: ImportDetail;
  readonly label: string;
}

function Bar({ detail: { state, progress }, label }: BarProps) {
  const t = useTexts(importsTexts);
  const { done, total } = state === 'undoing' ? { done: progress.takenBack, total: progress.imported } : progress.rows;
  if (state === 'done' || state === 'undone') return undefined;
  const share = total === null || total === 0 ? undefined : Math.min(100, (done / total) * 100);
  return (
    <div>
      <Progress value={share ?? 100} striped={share === undefined} animated={share === undefined} aria-label={label} />
      <Text size="sm" mt={4} role="status">
        {total === null ? t('rows_done', { count: done }) : t('rows_of', { done, count: total })}
      </Text>
    </div>
  );
}

const counted = ['imported', 'repeated', 'skipped', 'refused', 'facts', 'takenBack'] as const;

function Counts({ progress }: { readonly progress: ImportDetail['progress'] }) {
  const t = useTexts(importsTexts);
  const language = useLanguage();
  const shown = counted.filter((name) => name === 'imported' || progress[name] > 0);
  return (
    <Group gap="xl">
      {shown.map((name) => (
        <div key={name}>
          <Text size="xs" c="dimmed">
            {t(`count_${name}`)}
          </Text>
          <Text fw={600} size="lg">
            {decimal(String(progress[name]), language)}
          </Text>
        </div>
      ))}
    </Group>
  );
}
