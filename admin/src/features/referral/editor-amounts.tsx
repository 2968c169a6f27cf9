import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../../kit/icons.tsx';
import { ConditionRows } from './condition-rows.tsx';
import { currencies } from './currencies.ts';
import { decimalTyped, listAt, textAt, valueAt } from './draft.ts';
import { AmountField, ChoiceField, PlaceProblem, useEditing, useEditorTexts, useProblem } from './editing.tsx';
import classes from './editor.module.css';
import { EveryField } from './editor-limits.tsx';
import { GroupHead } from './group-head.tsx';
import { fieldId } from './problems.ts';
import {
  type AmountForm,
  amountFormOf,
  amountForms,
  amountOf,
  bases,
  plainForms,
  ratesOf,
  usualPercent,
  withCurrency,
} from './rewards.ts';

interface AmountProps {
  readonly path: string;
  /** In which unit, and how long it is held: it stands beside the amount. */
  readonly children?: ReactNode;
  /** Those that may be chosen; a step has an amount without steps. */
  readonly forms?: readonly AmountForm[];
}

/** How much: a fixed amount, a share of the order, a sum over its lines, or steps of these. */
export function AmountFields({ path, children, forms = amountForms }: AmountProps) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const amount = valueAt(draft, path);
  const form = amountFormOf(amount);
  const { of, more } = shareOf(form);
  return (
    <>
      <div className={classes['fields']}>
        <NativeSelect
          label={t('amount_form')}
          value={form}
          data={forms.map((value) => ({ value, label: t(`amount_${value}`) }))}
          onChange={({ currentTarget }) =>
            change(path, amountOf(forms.find((each) => each === currentTarget.value) ?? form, amount))
          }
        />
        {form === 'fixed' ? <AmountField path={path} label={t('amount')} /> : undefined}
        {form === 'percent' ? <AmountField path={`${path}/percent`} label={t('percent')} /> : undefined}
        {of === undefined ? undefined : (
          <ChoiceField
            path={`${path}/of`}
            label={t('share_of')}
            options={of.map((value) => ({ value, label: t(`of_${value}`) }))}
          />
        )}
        {children}
      </div>
      {form === 'fixed' ? undefined : <PlaceProblem place={path} />}
      {form === 'steps' ? <ScaleFields path={path} /> : undefined}
      {form === 'lines' ? <LineRules path={`${path}/lines`} /> : undefined}
      {more ? <ShareFields path={path} /> : undefined}
    </>
  );
}

/** By what the amount grows, and from how many on it is how much. */
function ScaleFields({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const steps = listAt(draft, `${path}/steps`);
  const isTurnover = textAt(draft, `${path}/by`) === 'turnover';
  const currency = textAt(draft, `${path}/currency`);
  const add = (): void =>
    change(`${path}/steps/${steps.length}`, { from: '', amount: valueAt(steps.at(-1), '/amount') });
  return (
    <fieldset className={classes['rows']} aria-label={t('steps')}>
      <div className={classes['fields']}>
        <ChoiceField
          path={`${path}/by`}
          label={t('scale_by')}
          options={(['friends', 'payments', 'turnover'] as const).map((value) => ({ value, label: t(`by_${value}`) }))}
        />
        <EveryField path={`${path}/every`} />
        {isTurnover ? (
          <ChoiceField
            path={`${path}/currency`}
            label={t('currency')}
            options={currencies(currency === '' ? [] : [currency], []).map((value) => ({ value, label: value }))}
          />
        ) : undefined}
      </div>
      {steps.map((_step, index) => (
        // A step is known by its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <fieldset key={index} className={classes['inner']} aria-label={t('step', { number: index + 1 })}>
          <GroupHead
            title={t('step', { number: index + 1 })}
            remove={t('remove_step', { number: index + 1 })}
            {...(steps.length === 1 ? {} : { onRemove: () => change(`${path}/steps/${index}`, undefined) })}
          />
          <AmountFields path={`${path}/steps/${index}/amount`} forms={plainForms}>
            <AmountField path={`${path}/steps/${index}/from`} label={t('step_from')} />
          </AmountFields>
        </fieldset>
      ))}
      <Button size="xs" variant="default" w="fit-content" onClick={add}>
        {t('add_step')}
      </Button>
    </fieldset>
  );
}

function shareOf(form: ReturnType<typeof amountFormOf>) {
  return form === 'fixed' || form === 'steps' ? { of: undefined, more: false } : { of: bases[form], more: true };
}

function ShareFields({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const rounding = `${path}/round`;
  return (
    <>
      <Rates path={`${path}/rates`} />
      <div className={classes['fields']}>
        <AmountField path={`${path}/atMost`} label={t('at_most')} hint={t('at_most_hint')} optional />
        <NativeSelect
          id={fieldId(rounding)}
          label={t('rounding')}
          description={t('rounding_hint')}
          error={useProblem(rounding)}
          value={textAt(draft, rounding) === 'half_up' ? 'half_up' : 'down'}
          data={(['down', 'half_up'] as const).map((value) => ({ value, label: t(`round_${value}`) }))}
          onChange={({ currentTarget: { value } }) => change(rounding, value === 'half_up' ? value : undefined)}
        />
      </div>
    </>
  );
}

/** What one unit of each currency is worth; other currencies earn nothing. */
function Rates({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const rates = valueAt(draft, path);
  const known = ratesOf(rates);
  const taken = known.map(([code]) => code);
  const [next] = currencies([], taken);
  return (
    <fieldset className={classes['rows']}>
      <legend>{t('rates')}</legend>
      <PlaceProblem place={path} />
      {known.map(([code], index) => (
        // A rate keeps its place while its currency is changed.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className={classes['rate']}>
          <NativeSelect
            aria-label={`${t('currency')} (${index + 1})`}
            value={code}
            data={currencies([code], taken)}
            onChange={({ currentTarget: { value } }) => change(path, withCurrency(rates, code, value))}
          />
          <Rate path={`${path}/${code}`} label={t('rate', { currency: code })} />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('remove_rate', { currency: code })}
            onClick={() => change(`${path}/${code}`, undefined)}
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        </div>
      ))}
      {next === undefined ? undefined : (
        <Button size="xs" variant="default" w="fit-content" onClick={() => change(`${path}/${next}`, '1')}>
          {t('add_rate')}
        </Button>
      )}
    </fieldset>
  );
}

function Rate({ path, label }: { readonly path: string; readonly label: string }) {
  const { draft, change } = useEditing();
  return (
    <TextInput
      id={fieldId(path)}
      aria-label={label}
      inputMode="decimal"
      error={useProblem(path)}
      value={textAt(draft, path)}
      onChange={({ currentTarget: { value } }) => change(path, decimalTyped(value))}
    />
  );
}

function LineRules({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const rules = listAt(draft, path);
  return (
    <fieldset className={classes['rows']} aria-label={t('lines')}>
      {rules.map((_rule, index) => (
        // A rule is known by its place, which decides which of them goes first.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <LineRule key={index} path={`${path}/${index}`} number={index + 1} isOnly={rules.length === 1} />
      ))}
      <Button
        size="xs"
        variant="default"
        w="fit-content"
        onClick={() => change(`${path}/${rules.length}`, { percent: usualPercent })}
      >
        {t('add_line')}
      </Button>
    </fieldset>
  );
}

interface LineProps {
  readonly path: string;
  readonly number: number;
  readonly isOnly: boolean;
}

/** Which goods earn a share of their price, or an amount for each of them; the first rule that fits goods decides. */
function LineRule({ path, number, isOnly }: LineProps) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const [percent, amount] = [valueAt(draft, `${path}/percent`), valueAt(draft, `${path}/amount`)];
  const form = percent === undefined && amount !== undefined ? 'amount' : 'percent';
  const turn = (to: 'amount' | 'percent'): void => {
    if (to === form) return;
    change(`${path}/${form}`, undefined);
    change(`${path}/${to}`, to === 'percent' ? usualPercent : '1');
  };
  return (
    <fieldset className={classes['inner']} aria-label={t('line', { number })}>
      <GroupHead
        title={t('line', { number })}
        remove={t('remove_line', { number })}
        {...(isOnly ? {} : { onRemove: () => change(path, undefined) })}
      />
      <PlaceProblem place={path} />
      <div className={classes['fields']}>
        <NativeSelect
          label={t('line_form')}
          value={form}
          data={(['percent', 'amount'] as const).map((value) => ({ value, label: t(`line_${value}`) }))}
          onChange={({ currentTarget }) => turn(currentTarget.value === 'amount' ? 'amount' : 'percent')}
        />
        <AmountField path={`${path}/${form}`} label={form === 'percent' ? t('percent') : t('line_each')} />
        {/* Both at once is a contradiction; it can be taken away where it stands. */}
        {form === 'percent' && amount !== undefined ? (
          <AmountField path={`${path}/amount`} label={t('line_each')} optional />
        ) : undefined}
      </div>
      <ConditionRows path={`${path}/where`} title={t('line_where')} about="line" kinds={['fact']} />
    </fieldset>
  );
}
