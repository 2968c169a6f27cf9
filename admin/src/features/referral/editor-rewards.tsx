import { Anchor, Button, Group, NativeSelect, Text } from '@mantine/core';
import type { LedgerUnit } from '@sarafan/contract';
import { plain } from '../../kit/format.ts';
import { useLanguage } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { ConditionRows } from './condition-rows.tsx';
import { listAt, textAt, valueAt } from './draft.ts';
import {
  ChoiceField,
  CountField,
  Part,
  PlaceProblem,
  Presence,
  TextField,
  useEditing,
  useEditorTexts,
  useProblem,
} from './editing.tsx';
import classes from './editor.module.css';
import { AmountFields } from './editor-amounts.tsx';
import { ExpiryFields } from './editor-expiry.tsx';
import { AccrualFields, LimitFields } from './editor-limits.tsx';
import { TaskField } from './editor-task-field.tsx';
import { GroupHead } from './group-head.tsx';
import { fieldId } from './problems.ts';
import { onOf, triggerOf, triggers } from './rewards.ts';

export interface UnitOption {
  readonly value: string;
  readonly label: string;
}

export function useUnitOptions(units: readonly LedgerUnit[]): readonly UnitOption[] {
  const language = useLanguage();
  return units.map(({ unit, name }) => ({ value: unit, label: plain(name[language], 60) }));
}

/** Who gets how much of what, for what, and how long it is held. */
export function RewardsPart({ units }: { readonly units: readonly UnitOption[] }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const rewards = listAt(draft, '/rewards');
  const add = (): void => {
    const unit = textAt(draft, '/rewards/0/unit') || (units[0]?.value ?? '');
    change(`/rewards/${rewards.length}`, { to: 'friend', unit, amount: '1', holdDays: 0 });
  };
  return (
    <Part title={t('section_rewards')} places={['/rewards']}>
      {units.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('no_units')}
        </Text>
      ) : undefined}
      {rewards.map((_reward, index) => (
        // A reward has no name but its place, by which the definition knows it.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Reward key={index} index={index} units={units} isOnly={rewards.length === 1} />
      ))}
      <Group gap="md">
        <Button size="xs" variant="default" w="fit-content" onClick={add}>
          {t('add_reward')}
        </Button>
        <Anchor component={Link} size="sm" href={pathTo('units')}>
          {t('to_units')}
        </Anchor>
      </Group>
    </Part>
  );
}

interface RewardProps {
  readonly index: number;
  readonly units: readonly UnitOption[];
  readonly isOnly: boolean;
}

function Reward({ index, units, isOnly }: RewardProps) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const place = `/rewards/${index}`;
  const on = triggerOf(valueAt(draft, `${place}/on`));
  const isEvent = on === 'event_each' || on === 'event_first_matching';
  return (
    <fieldset className={classes['reward']} aria-label={t('reward', { number: index + 1 })}>
      <GroupHead
        title={t('reward', { number: index + 1 })}
        remove={t('remove_reward', { number: index + 1 })}
        {...(isOnly ? {} : { onRemove: () => change(place, undefined) })}
      />
      <PlaceProblem place={place} />
      <div className={classes['fields']}>
        <ChoiceField
          path={`${place}/to`}
          label={t('to')}
          options={[
            { value: 'referrer', label: t('to_referrer') },
            { value: 'friend', label: t('to_friend') },
          ]}
        />
        {textAt(draft, `${place}/to`) === 'referrer' ? <LevelField path={`${place}/level`} /> : undefined}
        <TriggerField path={`${place}/on`} />
        {isEvent ? (
          <TextField path={`${place}/on/event`} label={t('trigger_event')} hint={t('trigger_event_hint')} />
        ) : undefined}
      </div>
      <AmountFields path={`${place}/amount`}>
        <ChoiceField path={`${place}/unit`} label={t('unit')} options={units} />
        <CountField path={`${place}/holdDays`} label={t('hold_days')} />
      </AmountFields>
      <ConditionRows
        path={`${place}/conditions`}
        title={t('reward_conditions')}
        about={isEvent ? 'event' : 'order'}
        kinds={['fact', 'trait', 'count', 'sum', 'spent']}
      />
      <TaskField path={`${place}/task`} />
      <Presence
        path={`${place}/choice`}
        label={t('reward_choice')}
        usual={{ id: 'gift', option: `option-${index + 1}` }}
      >
        <div className={classes['fields']}>
          <TextField path={`${place}/choice/id`} label={t('choice_id')} hint={t('choice_id_hint')} />
          <TextField path={`${place}/choice/option`} label={t('choice_option')} hint={t('choice_option_hint')} />
        </div>
      </Presence>
      <AccrualFields path={`${place}/accrual`} />
      <ExpiryFields path={`${place}/expires`} />
      <Presence
        path={`${place}/perPerson`}
        label={t('per_person')}
        usual={{ amount: textAt(draft, `${place}/amount`) || '1' }}
      >
        <LimitFields path={`${place}/perPerson`} />
      </Presence>
    </fieldset>
  );
}

/** How far up whoever is rewarded stands; the first level goes without saying. */
function LevelField({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const level = valueAt(draft, path);
  return (
    <NativeSelect
      id={fieldId(path)}
      label={t('level')}
      error={useProblem(path)}
      value={typeof level === 'number' ? String(level) : '1'}
      data={[1, 2, 3, 4, 5].map((each) => ({ value: String(each), label: t(`level_${each as 1 | 2 | 3 | 4 | 5}`) }))}
      onChange={({ currentTarget: { value } }) => change(path, value === '1' ? undefined : Number(value))}
    />
  );
}

/** What a reward is for; a trigger that no choice says stays as it is until another is chosen. */
export function TriggerField({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const on = valueAt(draft, path);
  const chosen = triggerOf(on);
  const strange = JSON.stringify(on) ?? '';
  const known = triggers.map((value) => ({ value, label: t(`trigger_${value}`) }));
  return (
    <NativeSelect
      id={fieldId(path)}
      label={t('trigger')}
      error={useProblem(path)}
      value={chosen ?? strange}
      data={chosen === undefined ? [{ value: strange, label: plain(strange, 60) }, ...known] : known}
      onChange={({ currentTarget: { value } }) => {
        const next = triggers.find((each) => each === value);
        if (next !== undefined) change(path, onOf(next, on));
      }}
    />
  );
}
