import { Checkbox, Group } from '@mantine/core';
import { useWorkspace } from '../../kit/session.ts';
import { timeZones } from '../../kit/zones.ts';
import { textAt, valueAt } from './draft.ts';
import { AmountField, ChoiceField, CountField, FlagField, Presence, useEditing, useEditorTexts } from './editing.tsx';
import { fieldId } from './problems.ts';

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

/** Spent only when the period is over in which it was earned, if wanted after somebody has looked at it. */
export function AccrualFields({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const known = (['week', 'month'] as const).map((value) => ({ value, label: t(`accrual_${value}`) }));
  return (
    <Presence path={path} label={t('accrual')} usual={{ every: 'month', afterDays: 5 }}>
      <Group gap="sm" align="flex-start" grow>
        <ChoiceField path={`${path}/every`} label={t('accrual_every')} options={known} />
        <CountField path={`${path}/afterDays`} label={t('accrual_after')} optional />
      </Group>
      <ApprovalField path={`${path}/approval`} />
    </Presence>
  );
}

/** A person lets it through; what says nothing of it needs nobody. */
export function ApprovalField({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  return (
    <Checkbox
      id={fieldId(path)}
      label={t('approval')}
      checked={valueAt(draft, path) === 'manual'}
      onChange={({ currentTarget }) => change(path, currentTarget.checked ? 'manual' : undefined)}
    />
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

/** Where days and months begin and end; asked only where something goes by them, or the program names a zone. */
export function ZoneField() {
  const t = useEditorTexts();
  const { draft } = useEditing();
  const { timeZone } = useWorkspace();
  const isAsked = valueAt(draft, '/timeZone') !== undefined || /"(every|endOf)":/.test(JSON.stringify(draft));
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
