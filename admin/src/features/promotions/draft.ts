import type { Conditions, ProgramProblem, PromotionDefinition, PromotionKind, Sentence } from '@sarafan/contract';
import { momentAt, wallClock } from '../../kit/days.ts';

/** What the checker says of a definition. */
export interface CheckedPromotion {
  readonly problems: readonly ProgramProblem[];
  readonly summary: readonly Sentence[] | null;
}

/** A promotion as the form has it: texts as they were typed, moments by the clock of the workspace. */
export interface PromotionDraft extends Record<string, unknown> {
  readonly nameRu: string;
  readonly nameEn: string;
  readonly note: string;
  readonly kind: PromotionKind;
  readonly code: string;
  readonly by: 'percent' | 'amount';
  readonly value: string;
  readonly atMost: string;
  readonly currency: string;
  readonly minimum: string;
  readonly firstOrder: boolean;
  readonly from: string;
  readonly until: string;
  readonly perPerson: string;
  readonly uses: string;
  readonly budget: string;
  readonly together: boolean;
  readonly alarm: boolean;
  readonly alarmPersons: string;
  readonly alarmMinutes: string;
  readonly alarmPause: boolean;
}

export const newDraft: PromotionDraft = {
  ...{ nameRu: '', nameEn: '', note: '', kind: 'shared', code: '', by: 'percent', value: '10', atMost: '' },
  ...{ currency: 'RUB', minimum: '', firstOrder: false, from: '', until: '', perPerson: '1', uses: '', budget: '' },
  ...{ together: false, alarm: false, alarmPersons: '50', alarmMinutes: '60', alarmPause: false },
};

/** «Only the first order»: the one condition that the form has a switch for. */
const firstOrder: Conditions = { count: 'Order Completed', is: 'eq', value: 0 };

/** What a definition has that the form does not show: it is kept as it is. */
export type Kept = Pick<PromotionDefinition, 'conditions'> & { readonly where?: Conditions };

export function keptOf({ conditions, discount }: PromotionDefinition): Kept {
  return {
    ...(conditions === undefined || isFirstOrder(conditions) ? {} : { conditions }),
    ...(discount.where === undefined ? {} : { where: discount.where }),
  };
}

function isFirstOrder(conditions: Conditions): boolean {
  return JSON.stringify(conditions) === JSON.stringify(firstOrder);
}

/** An amount as people type it: spaces apart, a comma for the point. */
const typed = (text: string): string => text.replace(/\s/g, '').replace(',', '.');
const when = <Value>(is: boolean, value: Value): Value | Record<string, never> => (is ? value : {});

export function definitionOf(draft: PromotionDraft, kept: Kept, timeZone: string): PromotionDefinition {
  const { nameRu, nameEn, note, kind, by, value, currency, perPerson, uses } = draft;
  const [atMost, minimum, budget] = [draft.atMost, draft.minimum, draft.budget].map(typed);
  const moment = (wall: string): string | undefined => (wall === '' ? undefined : momentAt(wall, timeZone));
  const [from, until] = [moment(draft.from), moment(draft.until)];
  const where = when(kept.where !== undefined, { where: kept.where });
  const conditions = kept.conditions ?? (draft.firstOrder ? firstOrder : undefined);
  const hasAmounts = by === 'amount' || [atMost, minimum, budget].some((each) => each !== '');
  return {
    name: { ru: nameRu.trim() || nameEn.trim(), en: nameEn.trim() || nameRu.trim() },
    ...when(note.trim() !== '', { note: note.trim() }),
    kind,
    discount:
      by === 'amount'
        ? { amount: typed(value), ...where }
        : { percent: typed(value), ...when(atMost !== '', { atMost }), ...where },
    ...when(hasAmounts, { currency }),
    ...when(minimum !== '', { minimum }),
    ...when(conditions !== undefined, { conditions }),
    ...when(from !== undefined, { from }),
    ...when(until !== undefined, { until }),
    ...when(perPerson.trim() !== '' && kind !== 'personal', { perPerson: Number(perPerson) }),
    ...when(uses.trim() !== '', { uses: Number(uses) }),
    ...when(budget !== '', { budget }),
    ...when(draft.together, { together: true }),
    ...when(draft.alarm, {
      alarm: {
        persons: Number(draft.alarmPersons),
        minutes: Number(draft.alarmMinutes),
        pause: draft.alarmPause,
      },
    }),
  } as PromotionDefinition;
}

export function draftOf(definition: PromotionDefinition, timeZone: string): PromotionDraft {
  const { name, note, kind, discount, currency, minimum, conditions, from, until } = definition;
  const { perPerson, uses, budget, together, alarm } = definition;
  const wall = (moment: string | undefined): string => (moment === undefined ? '' : wallClock(moment, timeZone));
  const number = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return {
    ...{ nameRu: name.ru, nameEn: name.en, note: note ?? '', kind, code: '' },
    ...('amount' in discount
      ? ({ by: 'amount', value: discount.amount, atMost: '' } as const)
      : ({ by: 'percent', value: discount.percent, atMost: discount.atMost ?? '' } as const)),
    ...{ currency: currency ?? newDraft.currency, minimum: minimum ?? '', budget: budget ?? '' },
    firstOrder: conditions !== undefined && isFirstOrder(conditions),
    ...{ from: wall(from), until: wall(until), perPerson: number(perPerson), uses: number(uses) },
    ...{ together: together === true, alarm: alarm !== undefined },
    alarmPersons: number(alarm?.persons) || newDraft.alarmPersons,
    alarmMinutes: number(alarm?.minutes) || newDraft.alarmMinutes,
    alarmPause: alarm?.pause === true,
  };
}
