import type { Explanation } from '@sarafan/contract';
import { formatAmount } from '../../../kit/values/amounts.ts';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { type EpochMs, isoMoment } from '../../../kit/values/time.ts';
import type { DayOf } from '../../../kit/values/zones.ts';
import { bonusTexts } from '../texts-bonuses.ts';
import { startPhrase, whatPhrase } from './bonus-phrases.ts';
import { fractionText, type Rating, ratingsOf } from './bonuses.ts';
import type { Results } from './part.ts';
import type { Program } from './programs.ts';
import { amountText, type NamedUnit, unitAmount, unnamedUnit } from './unit-words.ts';

type Explained = Explanation['bonuses'][number];

/** So many are told, the latest. */
const toldAtMost = 24;

/** What a person has brought as an inviter, period by period, and the bonuses for it: given, missed or still open. */
export function explainedBonuses(
  program: Program,
  results: Results | undefined,
  units: ReadonlyMap<string, NamedUnit>,
  { now, dayOf }: { readonly now: EpochMs; readonly dayOf: DayOf },
): Explained[] {
  if (results === undefined) return [];
  return ratingsOf(program, results, now)
    .slice(-toldAtMost)
    .flatMap((rating) => explainedRating(rating, units, dayOf) ?? []);
}

/** How one bonus stands; undefined where its version has no such bonus. */
export function explainedRating(
  rating: Rating,
  units: ReadonlyMap<string, NamedUnit>,
  dayOf: DayOf,
): Explained | undefined {
  const bonus = rating.version.definition.bonuses?.[rating.bonus];
  if (bonus === undefined) return undefined;
  const { period, due, reached, unit, amountMinor } = rating;
  const named = unit === undefined ? undefined : (units.get(unit) ?? unnamedUnit(unit));
  const isGiven = amountMinor > 0n && named !== undefined;
  const [first] = bonus.steps;
  const values = {
    period: periodName(period),
    what: capitalised(whatPhrase(bonus)),
    reached: fractionWords(reached),
    amount: named === undefined ? '' : unitAmount(amountMinor, named),
    start: first === undefined ? '' : startPhrase(first),
    day: due === 'now' ? '' : dayOf(due.at),
  };
  return {
    version: rating.version.version,
    bonus: rating.bonus,
    period,
    state: stateOf(rating),
    reached: fractionText(reached),
    unit: isGiven ? (unit ?? null) : null,
    amount: isGiven ? formatAmount(amountMinor, named.exponent) : null,
    dueAt: due === 'now' ? null : isoMoment(due.at),
    sentence: sentenceOf(bonusTexts, keyOf(rating), values),
  };
}

function stateOf({ due, amountMinor }: Rating): Explained['state'] {
  if (due !== 'now') return 'open';
  return amountMinor > 0n ? 'earned' : 'missed';
}

function keyOf({ due, amountMinor, step }: Rating): 'given' | 'open' | 'openBelow' | 'openNone' | 'missed' {
  if (due === 'now') return amountMinor > 0n ? 'given' : 'missed';
  if (amountMinor > 0n) return 'open';
  return step === undefined ? 'openBelow' : 'openNone';
}

/** A number as each language writes it: «1 033,33» and "1,033.33". */
function fractionWords({ top, bottom }: Rating['reached']): Sentence {
  const hundredths = (top * 100n) / bottom;
  return { ru: amountText(hundredths, 2, 'ru'), en: amountText(hundredths, 2, 'en') };
}

const months = {
  ru: new Intl.DateTimeFormat('ru-RU', { timeZone: 'UTC', month: 'long', year: 'numeric' }),
  en: new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'long', year: 'numeric' }),
};

/** A period as people say it: «Январь 2026», “January 2026”, «2026». */
export function periodName(period: string): Sentence {
  if (period === '') return sentenceOf(bonusTexts, 'always');
  const name = period.slice(period.indexOf(':') + 1);
  if (name.length === 4) return { ru: name, en: name };
  const first = Date.parse(`${name}-01T00:00:00Z`);
  return capitalised({ ru: months.ru.format(first).replace(/ г\.$/, ''), en: months.en.format(first) });
}

function capitalised({ ru, en }: Sentence): Sentence {
  const up = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
  return { ru: up(ru), en: up(en) };
}
