import { Group, TextInput } from '@mantine/core';
import { listAt } from './draft.ts';
import { ChoiceField, CountField, Presence, useEditing, useEditorTexts, useProblem } from './editing.tsx';
import { fieldId } from './problems.ts';

/** Until when a reward may be used, and when its holder is reminded of it. */
export function ExpiryFields({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const periods = (['day', 'month', 'year'] as const).map((value) => ({ value, label: t(`end_of_${value}`) }));
  return (
    <Presence path={path} label={t('expires')} usual={{ endOf: 'month', after: 12 }}>
      <Group gap="sm" align="flex-start" grow>
        <ChoiceField path={`${path}/endOf`} label={t('expires_end_of')} options={periods} />
        <CountField path={`${path}/after`} label={t('expires_after')} hint={t('expires_after_hint')} />
      </Group>
      <DaysField path={`${path}/remindDays`} />
    </Presence>
  );
}

/** Numbers with commas between; what is no number stays as it was typed, and the checker says what is wrong with it. */
function DaysField({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const type = (typed: string): void => {
    const days = typed.split(',').map((each) => (/^\s*\d+\s*$/.test(each) ? Number(each) : each));
    change(path, typed.trim() === '' ? undefined : days);
  };
  return (
    <TextInput
      id={fieldId(path)}
      label={t('remind_days')}
      description={t('remind_days_hint')}
      inputMode="numeric"
      error={useProblem(path)}
      value={listAt(draft, path).map(String).join(',')}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}
