import { Text } from '@mantine/core';
import type { ProgramCosts, Statistics } from '@sarafan/contract';
import { Amount, useUnits } from '../../kit/amount.tsx';
import { useRead } from '../../kit/api.ts';
import { Facts, Section } from '../../kit/detail.tsx';
import { decimal, plain } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Plain } from '../../kit/plain.tsx';
import { type Column, Rows } from '../../kit/rows.tsx';
import { Failure, Loading } from '../../kit/states.tsx';
import { referralApi } from './api.ts';
import { useCountColumns } from './count-columns.tsx';
import { steps } from './statistics.ts';
import { referralTexts } from './texts.ts';

type Placed = Statistics['placements'][number];

/** What links brought by where they stand. */
export function ByPlacement({ statistics: { placements } }: { readonly statistics: Statistics }) {
  const t = useTexts(referralTexts);
  const counts = useCountColumns<Placed>(['shared', ...steps]);
  // Links without names are the row of the channel above.
  if (placements.every(({ kind }) => kind === 'plain')) return undefined;
  const name = ({ kind, placement }: Placed) => {
    return placement === null ? t(kind === 'plain' ? 'without_placement' : 'other_placements') : placement;
  };
  return (
    <Section title={t('by_placement')}>
      <Rows
        label={t('by_placement')}
        items={placements}
        columns={[{ key: 'placement', title: t('placement'), cell: (each) => <Plain text={name(each)} /> }, ...counts]}
        keyOf={({ kind, placement }) => `${kind} ${placement ?? ''}`}
      />
    </Section>
  );
}

/** How far the program reaches by itself: who passes it on, what a participant brings, how soon friends pay. */
export function Reach({ statistics: { reach, total } }: { readonly statistics: Statistics }) {
  const t = useTexts(referralTexts);
  const language = useLanguage();
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const { participants, sharers, invitedPerParticipant, conversion, kFactor, medianSecondsToPay } = reach;
  const share = participants === 0 || sharers > participants ? '' : ` (${percent.format(sharers / participants)})`;
  const shown = (value: number | null, format: Intl.NumberFormat): string => {
    return value === null ? t('not_defined') : format.format(value);
  };
  return (
    <Section title={t('reach')}>
      <Facts
        items={[
          { label: t('participants'), value: number.format(participants) },
          { label: t('sharers'), value: `${number.format(sharers)}${share}` },
          { label: t('share_presses'), value: number.format(total.shared) },
          { label: t('invited_each'), value: shown(invitedPerParticipant, number) },
          { label: t('conversion'), value: shown(conversion, percent) },
          { label: t('k_factor'), value: shown(kFactor, number) },
          {
            label: t('time_to_pay'),
            value: medianSecondsToPay === null ? t('not_defined') : duration(medianSecondsToPay, language),
          },
        ]}
      />
      <Text size="xs" c="dimmed" mt="xs">
        {t('reach_means')}
      </Text>
    </Section>
  );
}

const lengths = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** In the largest unit of which there are two: «3 дня», “45 minutes”. */
function duration(seconds: number, language: string): string {
  const [unit, length] = lengths.find(([, each]) => seconds >= 2 * each) ?? ['second', 1];
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, style).format(Math.round(seconds / length));
}

interface CostsProps {
  readonly program: string;
  readonly from: string;
  readonly to: string;
}

/** What rewards of the period cost, and what is owed now; each unit by itself. */
export function Costs({ program, from, to }: CostsProps) {
  const t = useTexts(referralTexts);
  const { data, error, refetch } = useRead(referralApi.costs, { params: { program }, query: { from, to } });
  return (
    <Section title={t('costs')}>
      {error !== null && data === undefined ? <Failure error={error} retry={() => void refetch()} /> : undefined}
      {data === undefined && error === null ? <Loading lines={2} /> : undefined}
      {data === undefined ? undefined : <CostTables costs={data} />}
    </Section>
  );
}

type Cost = ProgramCosts['rewards'][number];
type Owed = ProgramCosts['liability'][number];

function CostTables({ costs: { rewards, liability, expiry } }: { readonly costs: ProgramCosts }) {
  const t = useTexts(referralTexts);
  const language = useLanguage();
  const units = useUnits();
  const nameOf = (unit: string): string => {
    return plain(units?.find((each) => each.unit === unit)?.name[language] ?? unit, 60);
  };
  const cost = (key: 'referrer' | 'friend' | 'bonus' | 'total', title: string): Column<Cost> => ({
    ...{ key, title, align: 'right' },
    cell: (row) => <Amount amount={row[key]} unit={row.unit} />,
  });
  const owed = (key: 'pending' | 'available' | 'reserved'): Column<Owed> => ({
    ...{ key, title: t(`owed_${key}`), align: 'right' },
    cell: (row) => <Amount amount={row[key]} unit={row.unit} />,
  });
  return (
    <>
      <Rows
        label={t('costs')}
        items={rewards}
        columns={[
          { key: 'unit', title: t('unit'), cell: ({ unit }) => nameOf(unit) },
          {
            ...{ key: 'grants', title: t('grants'), align: 'right' },
            cell: ({ grants }) => decimal(String(grants), language),
          },
          cost('referrer', t('cost_referrers')),
          cost('friend', t('cost_friends')),
          ...(rewards.some(({ bonus }) => Number(bonus) > 0) ? [cost('bonus', t('cost_bonuses'))] : []),
          cost('total', t('total')),
          {
            ...{ key: 'perPaid', title: t('cost_per_paid'), align: 'right' },
            cell: ({ perPaid, unit }) =>
              perPaid === null ? t('not_defined') : <Amount amount={perPaid} unit={unit} />,
          },
        ]}
        keyOf={({ unit }) => unit}
      />
      <Text size="sm" fw={600} mt="md" mb="xs">
        {t('liability')}
      </Text>
      <Rows
        label={t('liability')}
        items={liability}
        columns={[
          { key: 'unit', title: t('unit'), cell: ({ unit }) => nameOf(unit) },
          owed('pending'),
          owed('available'),
          owed('reserved'),
        ]}
        keyOf={({ unit }) => unit}
      />
      <Text size="xs" c="dimmed" mt="xs">
        {t('liability_means')}
      </Text>
      {expiry.length === 0 ? undefined : <ExpiryTable expiry={expiry} nameOf={nameOf} />}
    </>
  );
}

type Expiring = ProgramCosts['expiry'][number];

/** What is lost to its holders month by month, where rewards expire. */
function ExpiryTable({
  expiry,
  nameOf,
}: {
  readonly expiry: readonly Expiring[];
  readonly nameOf: (unit: string) => string;
}) {
  const t = useTexts(referralTexts);
  const sum = (key: 'pending' | 'available'): Column<Expiring> => ({
    ...{ key, title: t(`owed_${key}`), align: 'right' },
    cell: (row) => <Amount amount={row[key]} unit={row.unit} />,
  });
  return (
    <>
      <Text size="sm" fw={600} mt="md" mb="xs">
        {t('expiry')}
      </Text>
      <Rows
        label={t('expiry')}
        items={expiry}
        columns={[
          { key: 'month', title: t('month'), cell: ({ month }) => month },
          { key: 'unit', title: t('unit'), cell: ({ unit }) => nameOf(unit) },
          sum('available'),
          sum('pending'),
        ]}
        keyOf={({ unit, month }) => `${unit} ${month}`}
      />
      <Text size="xs" c="dimmed" mt="xs">
        {t('expiry_means')}
      </Text>
    </>
  );
}
