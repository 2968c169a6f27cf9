import type { ProgramCosts, Statistics } from '@sarafan/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import { getOrInsert } from '../../kit/values/group.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { dayMs, isoDate, secondMs } from '../../kit/values/time.ts';
import { type HeldSum, heldByPersons } from '../ledger/index.ts';
import { personSummaries } from '../people/index.ts';
import { expiringByMonth, type GrantedSum, grantedBy } from '../rewards/index.ts';
import { unnamedUnit } from './rules/unit-words.ts';
import { unitsOf } from './service-brand.ts';
import { type AskedPeriod, endsOf, type PeriodProblem, readPeriod } from './service-period.ts';
import type { ProgramRow } from './store-programs.ts';
import {
  type Counts,
  clicksByDay,
  countsByDay,
  countsByPlacement,
  countsByReferrer,
  noCounts,
  type PlacementCounts,
  reachOf,
  type StoredReach,
} from './store-statistics.ts';
import { noPlacement, otherPlacement } from './types-placements.ts';

export type CostsAnswer =
  | { readonly ok: true; readonly costs: ProgramCosts }
  | { readonly ok: false; readonly reason: PeriodProblem };

export type StatisticsAnswer =
  | { readonly ok: true; readonly statistics: Statistics }
  | { readonly ok: false; readonly reason: PeriodProblem };

const referrersShown = 20;
const placementsShown = 50;

/** What a program brought, day by day: counted from the pairs and clicks themselves, so it is always as they are. */
export class ReferralStatistics {
  readonly #pool: Pool;
  readonly #clock: Clock;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  async of(workspace: WorkspaceId, row: ProgramRow, asked: AskedPeriod): Promise<StatisticsAnswer> {
    const read = await readPeriod({ pool: this.#pool, clock: this.#clock }, workspace, asked);
    if (typeof read === 'string') return { ok: false, reason: read };
    const { zone, from, to, days, starts } = read;
    const counted = { workspace, program: row.program, starts };
    const [byDay, clicks, best, byPlacement, reach] = await Promise.all([
      countsByDay(this.#pool, counted),
      clicksByDay(this.#pool, counted),
      countsByReferrer(this.#pool, counted, referrersShown),
      countsByPlacement(this.#pool, counted, placementsShown),
      reachOf(this.#pool, counted),
    ]);
    const summary = await personSummaries(
      this.#pool,
      workspace,
      best.map(({ referrer }) => referrer),
    );
    const cells = new Map<number, Map<string, Counts>>();
    for (const { day, channel, counts } of byDay) getOrInsert(cells, day, () => new Map()).set(channel, counts);
    for (const { day, shared, followed } of clicks) {
      const channels = getOrInsert(cells, day, () => new Map<string, Counts>());
      channels.set('link', { ...(channels.get('link') ?? noCounts), shared, followed });
    }
    const total = sum([...cells.values()].flatMap((channels) => [...channels.values()]));
    const statistics: Statistics = {
      program: { program: row.program, key: row.key, name: row.definition.name },
      ...{ zone, from, to },
      total,
      channels: byChannel([...cells.values()]),
      days: Array.from({ length: days }, (_, day) => {
        const channels = cells.get(day) ?? new Map<string, Counts>();
        const date = isoDate(Date.parse(`${from}T00:00:00Z`) + day * dayMs);
        return { date, total: sum([...channels.values()]), channels: byChannel([channels]) };
      }),
      placements: byPlacement.map(presentPlacement),
      reach: presentReach(reach, total),
      referrers: best.map(({ referrer, counts }) => ({ referrer, person: summary(referrer), ...counts })),
    };
    return { ok: true, statistics };
  }

  /** What rewards of a period cost, and what is owed now in the same units. */
  async costs(workspace: WorkspaceId, row: ProgramRow, asked: AskedPeriod): Promise<CostsAnswer> {
    const read = await readPeriod({ pool: this.#pool, clock: this.#clock }, workspace, asked);
    if (typeof read === 'string') return { ok: false, reason: read };
    const { zone, from, to, starts } = read;
    const counted = { workspace, program: row.program, starts };
    const { rewards, bonuses = [] } = row.definition;
    const given = [...rewards, ...bonuses.flatMap(({ steps }) => steps)];
    const own = [...new Set(given.map(({ unit }) => unit))];
    const [granted, byDay, units] = await Promise.all([
      grantedBy(this.#pool, workspace, row.program, endsOf(read)),
      countsByDay(this.#pool, counted),
      unitsOf(this.#pool, workspace),
    ]);
    // Rewards of an earlier version may be in units that the latest one does not pay in.
    const names = [...new Set([...own, ...granted.map(({ unit }) => unit)])].toSorted();
    const [held, expiring] = await Promise.all([
      heldByPersons(this.#pool, workspace, names),
      expiringByMonth(this.#pool, workspace, names, zone),
    ]);
    const paid = sum(byDay.map(({ counts }) => counts)).paid;
    const exponentOf = (unit: string): number => (units.get(unit) ?? unnamedUnit(unit)).exponent;
    const costs: ProgramCosts = {
      program: { program: row.program, key: row.key, name: row.definition.name },
      ...{ zone, from, to, paid },
      rewards: names.map((unit) => costOf(unit, granted, paid, exponentOf(unit))),
      liability: names.map((unit) => liabilityOf(unit, held, exponentOf(unit))),
      expiry: expiring.map(({ unit, month, availableMinor, pendingMinor }) => {
        const amount = (minor: bigint): string => formatAmount(minor, exponentOf(unit));
        return { unit, month, available: amount(availableMinor), pending: amount(pendingMinor) };
      }),
    };
    return { ok: true, costs };
  }
}

function presentPlacement({ placement, counts }: PlacementCounts): Statistics['placements'][number] {
  if (placement === noPlacement) return { kind: 'plain', placement: null, ...counts };
  return placement === otherPlacement
    ? { kind: 'other', placement: null, ...counts }
    : { kind: 'named', placement, ...counts };
}

/** The K-factor is invitations for each participant times the conversion of an invitation (docs/statistics.md). */
function presentReach({ participants, sharers, medianMsToPay }: StoredReach, total: Counts): Statistics['reach'] {
  const invitedPerParticipant = participants === 0 ? null : total.invited / participants;
  const conversion = total.invited === 0 ? null : total.registered / total.invited;
  // The two fractions as one, so that nothing is lost between them.
  const kFactor = participants === 0 ? null : total.registered / participants;
  const medianSecondsToPay = medianMsToPay === null ? null : Math.round(medianMsToPay / secondMs);
  return { participants, sharers, invitedPerParticipant, conversion, kFactor, medianSecondsToPay };
}

function costOf(
  unit: string,
  granted: readonly GrantedSum[],
  paid: number,
  exponent: number,
): ProgramCosts['rewards'][number] {
  const own = granted.filter((each) => each.unit === unit);
  const sumOf = (rows: readonly GrantedSum[]): bigint => rows.reduce((all, { amountMinor }) => all + amountMinor, 0n);
  const side = (name: GrantedSum['side']): string => {
    return formatAmount(sumOf(own.filter((each) => each.side === name)), exponent);
  };
  return {
    unit,
    grants: own.reduce((all, { grants }) => all + grants, 0),
    ...{ referrer: side('referrer'), friend: side('friend'), bonus: side('bonus') },
    total: formatAmount(sumOf(own), exponent),
    perPaid: perEach(sumOf(own), paid, exponent),
  };
}

/** A share of an amount for each of so many, to the nearest hundredth of the unit's smallest part. */
function perEach(minor: bigint, count: number, exponent: number): string | null {
  if (count === 0) return null;
  const by = BigInt(count);
  return formatAmount((minor * 200n + by) / (by * 2n), exponent + 2);
}

function liabilityOf(unit: string, held: readonly HeldSum[], exponent: number): ProgramCosts['liability'][number] {
  const of = (compartment: HeldSum['compartment']): string => {
    const sums = held.filter((each) => each.unit === unit && each.compartment === compartment);
    return formatAmount(sums[0]?.balance ?? 0n, exponent);
  };
  return { unit, pending: of('pending'), available: of('available'), reserved: of('reserved') };
}

function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (left, right) => ({
      shared: left.shared + right.shared,
      followed: left.followed + right.followed,
      invited: left.invited + right.invited,
      registered: left.registered + right.registered,
      paid: left.paid + right.paid,
      rewarded: left.rewarded + right.rewarded,
    }),
    noCounts,
  );
}

const channels = ['link', 'code', 'manual', 'none'] as const;

/** The sums of some days, each way of inviting that occurs by itself. */
function byChannel(days: readonly ReadonlyMap<string, Counts>[]): Statistics['channels'] {
  return channels.flatMap((channel) => {
    const counts = days.flatMap((day) => day.get(channel) ?? []);
    return counts.length === 0 ? [] : [{ channel, ...sum(counts) }];
  });
}
