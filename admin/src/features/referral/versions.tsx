import { Anchor, Button, Group, Text } from '@mantine/core';
import type { ProgramDetail, ProgramVersionRow } from '@sarafan/contract';
import { useState } from 'react';
import { useTexts } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { List } from '../../kit/list.tsx';
import { Mark } from '../../kit/mark.tsx';
import { Moment } from '../../kit/moment.tsx';
import { pathTo } from '../../kit/paths.ts';
import { Plain } from '../../kit/plain.tsx';
import { useMay } from '../../kit/session.ts';
import { referralApi } from './api.ts';
import { ProgramFrame } from './frame.tsx';
import { RollBackDialog, type RolledBack } from './roll-back.tsx';
import { referralTexts } from './texts.ts';

/** Every version with its note; an older one can be compared with what runs, and brought back. */
export function VersionsScreen() {
  return <ProgramFrame>{(program) => <Versions program={program} />}</ProgramFrame>;
}

function Versions({ program }: { readonly program: ProgramDetail }) {
  const t = useTexts(referralTexts);
  const may = useMay('write');
  const [asked, setAsked] = useState<RolledBack>();
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
          <Button size="compact-sm" variant="default" onClick={() => setAsked(row)}>
            {t('roll_back')}
          </Button>
        ) : undefined}
      </Group>
    );
  return (
    <>
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
      {asked === undefined ? undefined : (
        <RollBackDialog program={program} row={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
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
