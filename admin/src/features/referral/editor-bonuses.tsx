import { Button, Checkbox, Group, NativeSelect, Switch, Text } from '@mantine/core';
import {
  asksMoney,
  bonusAmountOf,
  bonusFormOf,
  bonusForms,
  bonusPeriods,
  countedResults,
  resultNames,
  type StepStart,
  startOf,
} from './bonuses.ts';
import { ConditionRows } from './condition-rows.tsx';
import { currencies } from './currencies.ts';
import { listAt, textAt, valueAt } from './draft.ts';
import {
  AmountField,
  ChoiceField,
  CountField,
  Part,
  PlaceProblem,
  Presence,
  TextField,
  useEditing,
  useEditorTexts,
} from './editing.tsx';
import classes from './editor.module.css';
import { ExpiryFields } from './editor-expiry.tsx';
import { FulfilFields } from './editor-fulfil.tsx';
import { ApprovalField } from './editor-limits.tsx';
import { TriggerField, type UnitOption } from './editor-rewards.tsx';
import { GroupHead } from './group-head.tsx';
import { fieldId } from './problems.ts';

const usualCurrency = 'RUB';

/** What whoever invites is given for all that they bring: by which result, for which time, and how much. */
export function BonusesPart({ units }: { readonly units: readonly UnitOption[] }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const bonuses = listAt(draft, '/bonuses');
  const add = (): void => {
    const unit = textAt(draft, '/rewards/0/unit') || (units[0]?.value ?? '');
    const steps = [{ from: '1', unit, amount: '1' }];
    change(`/bonuses/${bonuses.length}`, { by: 'sales', every: 'month', steps, holdDays: 0 });
  };
  const remove = (index: number): void => {
    change(bonuses.length > 1 ? `/bonuses/${index}` : '/bonuses', undefined);
    if (bonuses.length === 1 && valueAt(draft, '/results/keep') === undefined) change('/results', undefined);
  };
  return (
    <Part title={t('section_bonuses')} places={['/bonuses', '/results']}>
      <Text size="sm" c="dimmed">
        {t('bonuses_hint')}
      </Text>
      {bonuses.map((_bonus, index) => (
        // A bonus has no name but its place, by which the definition knows it.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Bonus key={index} index={index} units={units} onRemove={() => remove(index)} />
      ))}
      <Button size="xs" variant="default" w="fit-content" onClick={add}>
        {t('add_bonus')}
      </Button>
      <KeptSums hasBonuses={bonuses.length > 0} />
      {bonuses.length === 0 && valueAt(draft, '/results/keep') === undefined ? undefined : (
        <>
          <Counted path="/results/leads" label={t('own_leads')} usual={{ on: { registration: true } }} />
          <Counted path="/results/sales" label={t('own_sales')} usual={{ on: { order: 'first_matching' } }} />
        </>
      )}
    </Part>
  );
}

/** Sums that are kept also where no bonus goes by them, so that limits of paying and cabinets may ask about them. */
function KeptSums({ hasBonuses }: { readonly hasBonuses: boolean }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const path = '/results/keep';
  const kept = listAt(draft, path);
  const isKept = valueAt(draft, path) !== undefined;
  const turn = (isOn: boolean): void => change(!isOn && !hasBonuses ? '/results' : path, isOn ? [] : undefined);
  return (
    <div id={fieldId('/results')} tabIndex={-1}>
      <PlaceProblem place="/results" />
      <Switch label={t('keep_sums')} checked={isKept} onChange={({ currentTarget }) => turn(currentTarget.checked)} />
      {isKept ? (
        <Group gap="md" className={classes['inner'] ?? ''}>
          {bonusPeriods.map((every) => (
            <Checkbox
              key={every}
              label={t(`bonus_every_${every}`)}
              checked={kept.includes(every)}
              onChange={({ currentTarget }) =>
                change(path, currentTarget.checked ? [...kept, every] : kept.filter((each) => each !== every))
              }
            />
          ))}
        </Group>
      ) : undefined}
    </div>
  );
}

interface BonusProps {
  readonly index: number;
  readonly units: readonly UnitOption[];
  readonly onRemove: () => void;
}

function Bonus({ index, units, onRemove }: BonusProps) {
  const t = useEditorTexts();
  const { draft } = useEditing();
  const number = index + 1;
  const path = `/bonuses/${index}`;
  const bonus = valueAt(draft, path);
  const currency = textAt(bonus, '/currency');
  const periods = bonusPeriods.map((value) => ({ value, label: t(`bonus_every_${value}`) }));
  return (
    <fieldset className={classes['reward']} aria-label={t('bonus', { number })}>
      <GroupHead title={t('bonus', { number })} remove={t('remove_bonus', { number })} onRemove={onRemove} />
      <PlaceProblem place={path} />
      <div className={classes['fields']}>
        <ChoiceField
          path={`${path}/by`}
          label={t('bonus_by')}
          options={resultNames.map((value) => ({ value, label: t(`result_${value}`) }))}
        />
        <ChoiceField
          path={`${path}/every`}
          label={t('bonus_every')}
          optional
          options={[{ value: '', label: t('bonus_every_none') }, ...periods]}
        />
        {textAt(bonus, '/every') === '' && textAt(bonus, '/afterDays') === '' ? undefined : (
          <CountField path={`${path}/afterDays`} label={t('after_days')} optional />
        )}
        {asksMoney(bonus) || currency !== '' ? (
          <ChoiceField
            path={`${path}/currency`}
            label={t('currency')}
            optional
            options={['', ...currencies(currency === '' ? [usualCurrency] : [currency], [])].map((value) => {
              return { value, label: value };
            })}
          />
        ) : undefined}
        <CountField path={`${path}/holdDays`} label={t('hold_days')} />
      </div>
      <ApprovalField path={`${path}/approval`} />
      <FulfilFields path={`${path}/fulfil`} />
      <ExpiryFields path={`${path}/expires`} />
      <Steps path={`${path}/steps`} units={units} />
    </fieldset>
  );
}

function Steps({ path, units }: { readonly path: string; readonly units: readonly UnitOption[] }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const steps = listAt(draft, path);
  const add = (): void => {
    const last = steps.at(-1);
    change(`${path}/${steps.length}`, { from: '', unit: textAt(last, '/unit'), amount: valueAt(last, '/amount') });
  };
  return (
    <fieldset className={classes['rows']} aria-label={t('steps')}>
      <PlaceProblem place={path} />
      {steps.map((_step, index) => (
        // A step is known by its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <fieldset key={index} className={classes['inner']} aria-label={t('step', { number: index + 1 })}>
          <GroupHead
            title={t('step', { number: index + 1 })}
            remove={t('remove_step', { number: index + 1 })}
            {...(steps.length === 1 ? {} : { onRemove: () => change(`${path}/${index}`, undefined) })}
          />
          <Step path={`${path}/${index}`} units={units} />
        </fieldset>
      ))}
      <Button size="xs" variant="default" w="fit-content" onClick={add}>
        {t('add_step')}
      </Button>
    </fieldset>
  );
}

function Step({ path, units }: { readonly path: string; readonly units: readonly UnitOption[] }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const step = valueAt(draft, path);
  const start = startOf(step);
  const amount = valueAt(step, '/amount');
  const form = bonusFormOf(amount);
  const currency = textAt(draft, `${path.split('/').slice(0, 3).join('/')}/currency`) || usualCurrency;
  const turn = (to: StepStart): void => {
    if (to === start) return;
    change(`${path}/${start}`, undefined);
    change(`${path}/${to}`, textAt(step, `/${start}`));
  };
  return (
    <>
      <PlaceProblem place={path} />
      <div className={classes['fields']}>
        <NativeSelect
          label={t('step_start')}
          value={start}
          data={(['from', 'above'] as const).map((value) => ({ value, label: t(`start_${value}`) }))}
          onChange={({ currentTarget }) => turn(currentTarget.value === 'above' ? 'above' : 'from')}
        />
        <AmountField path={`${path}/${start}`} label={t('step_value')} />
        <NativeSelect
          label={t('bonus_form')}
          value={form}
          data={bonusForms.map((value) => ({ value, label: t(`bonus_${value}`) }))}
          onChange={({ currentTarget }) =>
            change(
              `${path}/amount`,
              bonusAmountOf(bonusForms.find((each) => each === currentTarget.value) ?? form, amount),
            )
          }
        />
        {form === 'fixed' ? <AmountField path={`${path}/amount`} label={t('amount')} /> : undefined}
        {form === 'each' ? (
          <>
            <AmountField path={`${path}/amount/amount`} label={t('amount')} />
            <ChoiceField
              path={`${path}/amount/each`}
              label={t('bonus_each_of')}
              options={countedResults.map((value) => ({ value, label: t(`each_${value}`) }))}
            />
          </>
        ) : undefined}
        {form === 'percent' ? (
          <>
            <AmountField path={`${path}/amount/percent`} label={t('percent')} />
            <AmountField path={`${path}/amount/rate`} label={t('turnover_rate', { currency })} />
          </>
        ) : undefined}
        <ChoiceField path={`${path}/unit`} label={t('unit')} options={units} />
      </div>
    </>
  );
}

interface CountedProps {
  readonly path: string;
  readonly label: string;
  readonly usual: unknown;
}

/** What counts as a lead or a sale, where it is not the usual. */
function Counted({ path, label, usual }: CountedProps) {
  const t = useEditorTexts();
  const { draft } = useEditing();
  const isEvent = valueAt(draft, `${path}/on/event`) !== undefined;
  return (
    <Presence path={path} label={label} usual={usual}>
      <TriggerField path={`${path}/on`} />
      {isEvent ? (
        <TextField path={`${path}/on/event`} label={t('trigger_event')} hint={t('trigger_event_hint')} />
      ) : undefined}
      <ConditionRows
        path={`${path}/conditions`}
        title={t('results_conditions')}
        about={isEvent ? 'event' : 'order'}
        kinds={['fact', 'trait', 'count', 'sum', 'spent']}
      />
    </Presence>
  );
}
