import { Anchor, Button, Group, Text } from '@mantine/core';
import type { ProgramDetail, ProgramVersionRow } from '@sarafan/contract';
import { useWrite } from '../../kit/api.ts';
import { useConfirm } from '../../kit/confirm.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { List } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { toast, toastProblem } from '../../kit/toast.tsx';
import { referralApi } from './api.ts';
import { differencesOf } from './describe.ts';
import { useWords } from './differences.tsx';
import { ProgramFrame } from './frame.tsx';
import { referralTexts } from './texts.ts';

/** Every version with its note; an older one can be compared with what runs, and brought back. */
export function VersionsScreen() {
  return <ProgramFrame>{(program) => <Versions program={program} />}</ProgramFrame>;
}

function Versions({ program }: { readonly program: ProgramDetail }) {
  const t = useTexts(referralTexts);
  const may = useMay('write');
  const rollBack = useRollBack(program);
  const actions = (row: ProgramVersionRow) =>
    row.version === program.version ? (
      <Mark tone="good">{t('running_version')}</Mark>
    ) : (
      <Group gap="xs" justify="flex-end">
        <Anchor
          component={Link}
          size="sm"
          href={pathTo(
            'programComparison',
            { program: program.program },
            { from: String(row.version), to: String(program.version) },
          )}
        >
          {t('compare_with_running')}
        </Anchor>
        {may ? (
          <Button size="compact-sm" variant="default" onClick={() => void rollBack(row)}>
            {t('roll_back')}
          </Button>
        ) : undefined}
      </Group>
    );
  return (
    <List
      label={t('versions')}
      route={referralApi.versions}
      params={{ program: program.program }}
      columns={[
        {
          ...{ key: 'version', title: t('version') },
          cell: ({ version }) => t('version_number', { version }),
          text: ({ version }) => String(version),
        },
        {
          ...{ key: 'note', title: t('note') },
          cell: ({ note }) => note !== '' && <Plain text={note} atMost={500} />,
          text: ({ note }) => note,
        },
        {
          ...{ key: 'appliesTo', title: t('applies_to') },
          cell: (row) => <Reach row={row} />,
          text: ({ appliesTo }) => t(`applies_to_${appliesTo}`),
        },
        {
          ...{ key: 'launchedAt', title: t('launched') },
          cell: ({ launchedAt }) => <Moment at={launchedAt} />,
          text: ({ launchedAt }, { moment }) => moment(launchedAt),
        },
      ]}
      actions={actions}
      keyOf={({ version }) => String(version)}
      empty={{ title: t('versions'), text: t('no_differences_text') }}
    />
  );
}

/** To whom a version applies, and how far those of before have been told. */
function Reach({ row: { appliesTo, told, isApplied } }: { readonly row: ProgramVersionRow }) {
  const t = useTexts(referralTexts);
  return (
    <>
      {t(`applies_to_${appliesTo}`)}
      {isApplied ? undefined : (
        <Text size="sm" c="dimmed">
          {t('applies_to_told', { told })}
        </Text>
      )}
    </>
  );
}

/** Launches what an older version said as a new one, after telling what that touches. */
export function useRollBack({ program, version: running, definition }: ProgramDetail) {
  const t = useTexts(referralTexts);
  const confirm = useConfirm();
  const words = useWords();
  const rollBack = useWrite(referralApi.rollBack);
  return async (row: Pick<ProgramVersionRow, 'version' | 'definition'>): Promise<void> => {
    const { version } = row;
    const touches = differencesOf(definition, row.definition, words).map(
      ({ label, before, after }) => `${label}: ${before ?? t('absent')} → ${after ?? t('absent')}`,
    );
    const text = touches.length === 0 ? t('no_differences_text') : t('roll_back_text');
    const title = t('roll_back_title', { version });
    if (!(await confirm({ title, text, touches, action: t('roll_back_action') }))) return;
    try {
      const body = { version, note: t('roll_back_note', { version }) };
      const launched = await rollBack.mutateAsync({ params: { program }, body });
      toast(t('rolled_back', { version: launched?.version ?? running + 1 }));
    } catch (error) {
      toastProblem(error);
    }
  };
}
