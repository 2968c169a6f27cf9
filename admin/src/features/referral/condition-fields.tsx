import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  type About,
  countRowOperators,
  isNumberKind,
  partOf,
  type Row,
  type RowKind,
  type RowOperator,
  rowOperators,
  turned,
} from './conditions.ts';
import { currencies } from './currencies.ts';
import { isSameDraft } from './draft.ts';
import { useEditorTexts } from './editing.tsx';
import classes from './editor.module.css';

interface RowFieldsProps {
  readonly row: Row;
  readonly number: number;
  readonly about: About;
  readonly kinds: readonly RowKind[];
  readonly onChange: (row: Row) => void;
}

/** A condition as fields: what it asks about, and how that is compared with what. */
export function RowFields({ row, number, about, kinds, onChange }: RowFieldsProps) {
  const t = useEditorTexts();
  const operators: readonly RowOperator[] = isNumberKind(row.kind) ? countRowOperators : rowOperators;
  const hasValue = row.is !== 'exists' && row.is !== 'missing';
  const name = (label: string): string => `${label} (${number})`;
  // A kind that is not offered here is still shown as what it is.
  const offered = kinds.includes(row.kind) ? kinds : [row.kind, ...kinds];
  return (
    <div className={classes['row']}>
      <NativeSelect
        aria-label={name(t('kind'))}
        value={row.kind}
        data={offered.map((value) => ({ value, label: t(value === 'fact' ? `kind_fact_${about}` : `kind_${value}`) }))}
        onChange={({ currentTarget }) =>
          onChange(turned(row, offered.find((each) => each === currentTarget.value) ?? row.kind))
        }
      />
      <Subject {...{ row, about, name, onChange }} />
      <NativeSelect
        aria-label={name(t('condition_operator'))}
        value={row.is}
        data={operators.map((value) => ({ value, label: t(`is_${value}`) }))}
        onChange={({ currentTarget }) =>
          onChange({ ...row, is: operators.find((each) => each === currentTarget.value) ?? row.is })
        }
      />
      {hasValue ? <ValueInput row={row} label={name(t('condition_value'))} onChange={onChange} /> : undefined}
      {isNumberKind(row.kind) ? <Bounds {...{ row, name, onChange }} /> : undefined}
    </div>
  );
}

interface PieceProps {
  readonly row: Row;
  /** A label with the number of the condition, since several stand below one another. */
  readonly name: (label: string) => string;
  readonly onChange: (row: Row) => void;
}

const examples = { order: 'coupon', event: 'level', line: 'category' } as const satisfies Record<About, string>;

/** What a condition asks about within its kind. */
function Subject({ row, about, name, onChange }: PieceProps & { readonly about: About }) {
  const t = useEditorTexts();
  if (row.kind === 'spent') {
    return (
      <>
        <NativeSelect
          aria-label={name(t('currency'))}
          value={row.field}
          data={currencies([row.field])}
          onChange={({ currentTarget }) => onChange({ ...row, field: currentTarget.value })}
        />
        <NativeSelect
          aria-label={name(t('spent_of'))}
          value={row.of === 'total' ? 'total' : 'money'}
          data={(['money', 'total'] as const).map((value) => ({ value, label: t(`spent_${value}`) }))}
          onChange={({ currentTarget: { value } }) => onChange({ ...row, of: value === 'total' ? value : '' })}
        />
      </>
    );
  }
  const isEvent = row.kind === 'count' || row.kind === 'sum';
  return (
    <>
      <TextInput
        aria-label={name(t(isEvent ? 'condition_event' : 'condition_field'))}
        placeholder={isEvent ? 'Order Completed' : row.kind === 'fact' ? examples[about] : 'city'}
        value={row.field}
        onChange={({ currentTarget }) => onChange({ ...row, field: currentTarget.value })}
      />
      {row.kind === 'sum' ? (
        <TextInput
          aria-label={name(t('sum_of'))}
          placeholder="hours"
          value={row.of}
          onChange={({ currentTarget }) => onChange({ ...row, of: currentTarget.value })}
        />
      ) : undefined}
    </>
  );
}

/** From when on facts count for a number. */
function Bounds({ row, name, onChange }: PieceProps) {
  const t = useEditorTexts();
  return (
    <div className={classes['bounds']}>
      <NumberInput
        aria-label={name(t('within_days'))}
        placeholder={t('within_days')}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={row.withinDays ?? ''}
        onChange={(typed) => onChange({ ...row, withinDays: typeof typed === 'number' ? typed : undefined })}
      />
      <Checkbox
        label={t(row.kind === 'spent' ? 'since_invitation' : 'before_invitation')}
        checked={row.byTouch}
        onChange={({ currentTarget }) => onChange({ ...row, byTouch: currentTarget.checked })}
      />
    </div>
  );
}

interface ValueProps {
  readonly row: Row;
  readonly label: string;
  readonly onChange: (row: Row) => void;
}

/** Keeps what is typed, such as a comma at the end of a list, as long as it means what the condition says. */
function ValueInput({ row, label, onChange }: ValueProps) {
  const [typed, setTyped] = useState(row.value);
  const means = isSameDraft(partOf({ ...row, value: typed }), partOf(row));
  return (
    <TextInput
      aria-label={label}
      value={means ? typed : row.value}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        onChange({ ...row, value });
      }}
    />
  );
}
