import { Button, Group, NativeSelect } from '@mantine/core';
import type { ProgramDetail } from '@sarafan/contract';
import { useState } from 'react';
import { useAddress } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { plain } from '../../kit/format.ts';
import { useTexts } from '../../kit/i18n.ts';
import { useMay } from '../../kit/session.ts';
import { Empty, Failure, Loading } from '../../kit/states.tsx';
import { referralApi } from './api.ts';
import { Differences } from './differences.tsx';
import { isSameDraft } from './draft.ts';
import { ProgramFrame } from './frame.tsx';
import { RollBackDialog, type RolledBack } from './roll-back.tsx';
import { referralTexts } from './texts.ts';

const versionsAtMost = 200;

/** Two versions side by side; which two stands in the address. */
export function ComparisonScreen() {
  return <ProgramFrame>{(program) => <Comparison program={program} />}</ProgramFrame>;
}

function Comparison({ program }: { readonly program: ProgramDetail }) {
  const t = useTexts(referralTexts);
  const may = useMay('write');
  const { values, change } = useAddress();
  const [asked, setAsked] = useState<RolledBack>();
  const { data, error, refetch } = useRead(referralApi.versions, {
    params: { program: program.program },
    query: { limit: versionsAtMost },
  });
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} retry={() => void refetch()} />;
  const versions = data.items;
  const older = versions.find(({ version }) => String(version) === values['from']) ?? versions[1] ?? versions[0];
  const newer = versions.find(({ version }) => String(version) === values['to']) ?? versions[0];
  if (older === undefined || newer === undefined)
    return <Empty title={t('no_differences')} text={t('no_differences_text')} />;
  const options = versions.map(({ version, note }) => ({
    value: String(version),
    label: `${t('version_number', { version })}${note === '' ? '' : `: ${plain(note, 40)}`}`,
  }));
  const pick = (name: 'from' | 'to', label: string, value: number) => (
    <NativeSelect
      label={label}
      value={String(value)}
      data={options}
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
    />
  );
  return (
    <>
      <Group gap="sm" align="flex-end">
        {pick('from', t('older'), older.version)}
        {pick('to', t('newer'), newer.version)}
        {may && older.version !== program.version ? (
          <Button variant="default" onClick={() => setAsked(older)}>
            {`${t('roll_back')}: ${t('version_number', { version: older.version })}`}
          </Button>
        ) : undefined}
      </Group>
      {isSameDraft(older.definition, newer.definition) ? (
        <Empty title={t('no_differences')} text={t('no_differences_text')} />
      ) : (
        <Section title={t('comparison')}>
          <Differences before={older.definition} after={newer.definition} />
        </Section>
      )}
      {asked === undefined ? undefined : (
        <RollBackDialog program={program} row={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}
