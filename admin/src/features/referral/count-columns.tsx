import type { ReferralCounts } from '@sarafan/contract';
import type { ReactNode } from 'react';
import { decimal } from '../../kit/format.ts';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import type { Column } from '../../kit/rows.tsx';
import { steps } from './statistics.ts';
import { referralTexts } from './texts.ts';

/** A column for each step, in a table of what invitations came to. */
export function useCountColumns<Item extends ReferralCounts>(
  counted: readonly (keyof ReferralCounts)[] = steps,
): Column<Item>[] {
  const t = useTexts(referralTexts);
  const language = useLanguage();
  return counted.map((step) => ({
    ...{ key: step, title: t(step), align: 'right' },
    cell: (counts: Item): ReactNode => decimal(String(counts[step]), language),
  }));
}
