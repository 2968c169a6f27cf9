import { Group } from '@mantine/core';
import { useWorkspace } from '../../kit/session.ts';
import { timeZones } from '../../kit/zones.ts';
import { textAt, valueAt } from './draft.ts';
import { AmountField, ChoiceField, FlagField, Presence, useEditing, useEditorTexts } from './editing.tsx';

/** How much, within which period, and whether a rest that is less than a reward is given. */
export function LimitFields({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  return (
    <>
      <Group gap="sm" align="flex-start" grow>
        <AmountField path={`${path}/amount`} label={t('cap_amount')} />
        <EveryField path={`${path}/every`} />
      </Group>
      <FlagField path={`${path}/partly`} label={t('partly')} />
    </>
  );
}

export function EveryField({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const known = (['day', 'week', 'month', 'year'] as const).map((value) => ({ value, label: t(`every_${value}`) }));
  return (
    <ChoiceField path={path} label={t('every')} optional options={[{ value: '', label: t('every_none') }, ...known]} />
  );
}

export function CapField({ units }: { readonly units: readonly { value: string; label: string }[] }) {
  const t = useEditorTexts();
  const { draft } = useEditing();
  const rewarded = textAt(draft, '/rewards/0/unit');
  return (
    <Presence path="/cap" label={t('cap')} usual={{ unit: rewarded || (units[0]?.value ?? ''), amount: '1000' }}>
      <ChoiceField path="/cap/unit" label={t('unit')} options={units} />
      <LimitFields path="/cap" />
    </Presence>
  );
}

/** Where the days and months of limits begin; asked only where the program has such limits or names a zone. */
export function ZoneField() {
  const t = useEditorTexts();
  const { draft } = useEditing();
  const { timeZone } = useWorkspace();
  const isAsked = valueAt(draft, '/timeZone') !== undefined || JSON.stringify(draft).includes('"every":');
  if (!isAsked) return undefined;
  const zones = [timeZone, ...timeZones().filter((zone) => zone !== timeZone)];
  return (
    <ChoiceField
      path="/timeZone"
      label={t('program_zone')}
      hint={t('program_zone_hint')}
      optional
      options={[{ value: '', label: 'UTC' }, ...zones.map((value) => ({ value, label: value }))]}
    />
  );
}
