import type { ClaimedKey, FactBody } from '../../../engine/fact.ts';
import { hashOfText } from '../../../kit/values/hash.ts';
import {
  type ImportId,
  importBinding,
  importParticipant,
  openBalance,
  takeBackImport,
} from '../../../kit/values/imports.ts';
import { canonicalJson, type JsonObject } from '../../../kit/values/json.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { Identifiers } from './line.ts';
import type { OrderRow, PersonRow } from './rows.ts';
import type { BindingRow, ParticipantRow } from './rows-referral.ts';

export type AnchorKind = 'userId' | 'email' | 'phone';

/** The identifier under which a fact is told; it decides the fact's lane. */
export interface Anchor {
  readonly kind: AnchorKind;
  readonly value: string;
}

/** One thing that a line says, and under which name it is told once. */
export interface Saying {
  /** The same for the same order or person of the same source, in whatever file it comes. */
  readonly key: string;
  /** The same for a line that says the same. */
  readonly content: string;
  readonly type: 'identify' | 'track' | 'command';
  readonly name: string;
  readonly at: EpochMs;
  readonly details: JsonObject;
  /** Codes that are to be whoever's it tells of. */
  readonly claims?: readonly ClaimedKey[];
}

export interface Source {
  readonly source: string;
  /** When the file was uploaded: what a line says without a date of its own, it says then. */
  readonly uploadedAt: EpochMs;
  /** Whose codes and bindings these are; empty where neither is imported. */
  readonly program: string;
}

export type ReadRow = PersonRow | OrderRow | ParticipantRow | BindingRow;

/** What a line tells: who a person is, an order and perhaps its refund, what another system knew of an inviter. */
export function sayingsOf(row: ReadRow, from: Source): Saying[] {
  const { source, uploadedAt } = from;
  if (row.kind === 'participant') return sayingsOfParticipant(row, from);
  if (row.kind === 'binding') return [sayingOfBinding(row, from)];
  if (row.kind === 'person') {
    const content = { ids: { ...row.ids }, traits: row.traits, at: row.at ?? null };
    return [
      {
        key: keyOf('person', source, whoIn(row.ids)),
        content: hashOfText(canonicalJson(content)),
        type: 'identify',
        name: 'identify',
        at: row.at ?? uploadedAt,
        details: row.traits,
      },
    ];
  }
  const { orderId, at, properties, isRefunded } = row;
  const content = hashOfText(canonicalJson({ properties, at }));
  const paid: Saying = {
    key: keyOf('order', source, orderId),
    content,
    type: 'track',
    name: 'Order Completed',
    at,
    details: properties,
  };
  if (!isRefunded) return [paid];
  const details = { order_id: orderId, total: properties['total'], currency: properties['currency'] };
  return [paid, { ...paid, key: keyOf('refund', source, orderId), name: 'Order Refunded', details }];
}

/** Each code and each balance is brought once; what is brought later under another name is something else. */
function sayingsOfParticipant({ ids, codes, balances }: ParticipantRow, { source, uploadedAt, program }: Source) {
  const who = whoIn(ids);
  const sayings = balances.map((balance): Saying => {
    return {
      key: keyOf('balance', source, `${who} ${balance.unit}`),
      content: hashOfText(canonicalJson({ ...balance })),
      ...{ type: 'command', name: openBalance, at: uploadedAt, details: { ...balance } },
    };
  });
  if (codes.length === 0) return sayings;
  const named: Saying = {
    key: keyOf('participant', source, [program, who, ...codes].join(' ')),
    content: '',
    ...{ type: 'command', name: importParticipant, at: uploadedAt, details: { program } },
    claims: codes.map((value) => ({ kind: 'code', value, detail: program })),
  };
  return [named, ...sayings];
}

/** One invitation of a friend into a program; the code of an inviter of whom only the id is told comes later. */
function sayingOfBinding(row: BindingRow, { source, uploadedAt, program }: Source): Saying {
  const { ids, inviter, at, channel, isRewarded } = row;
  const told = { ...inviter, at, channel, isRewarded };
  return {
    key: keyOf('binding', source, `${program} ${whoIn(ids)}`),
    content: hashOfText(canonicalJson(told)),
    ...{ type: 'command', name: importBinding, at },
    details: {
      ...('code' in inviter ? { code: inviter.code } : {}),
      channel,
      ...(isRewarded ? { settled: uploadedAt } : {}),
    },
  };
}

function whoIn(ids: Identifiers): string {
  const [anchor] = anchorsOf(ids);
  return anchor === undefined ? '' : `${anchor.kind}:${anchor.value}`;
}

type KeyKind = 'person' | 'order' | 'refund' | 'participant' | 'balance' | 'binding';

function keyOf(kind: KeyKind, source: string, id: string): string {
  return hashOfText(canonicalJson([kind, source, id]));
}

/** The identifiers of a line, the surest first. */
export function anchorsOf({ userId, email, phone }: Identifiers): Anchor[] {
  return [
    ...(userId === undefined ? [] : [{ kind: 'userId', value: userId } as const]),
    ...(email === undefined ? [] : [{ kind: 'email', value: email } as const]),
    ...(phone === undefined ? [] : [{ kind: 'phone', value: phone } as const]),
  ];
}

/** Where a fact comes from, for whoever reads the history. */
export interface Provenance {
  readonly importId: ImportId;
  readonly row: number;
  /** True when there is a statement where the contacts' consent came from. */
  readonly isConsentStated: boolean;
}

/** The fact of a saying. A person's names all that the line knows of them; an order names only whom it belongs to. */
export function bodyOf(saying: Saying, ids: Identifiers, anchor: Anchor, provenance: Provenance): FactBody {
  const { type, name, at, details } = saying;
  const origin = {
    id: provenance.importId,
    row: provenance.row,
    ...(type === 'identify' ? { consent: provenance.isConsentStated ? 'stated' : 'none' } : {}),
  };
  if (type === 'identify') {
    const named = ids.userId === undefined ? {} : { userId: ids.userId };
    return { type, name, timestamp: at, ...named, traits: details, context: { import: origin } };
  }
  const named =
    anchor.kind === 'userId'
      ? { userId: anchor.value, context: { import: origin } }
      : { context: { import: origin, traits: { [anchor.kind]: anchor.value } } };
  const claimed = saying.claims === undefined ? {} : { claims: saying.claims };
  return { type, name, timestamp: at, ...named, properties: details, ...claimed };
}

/** The command that takes an import back from whoever bears this identifier. */
export function takingBack(importId: ImportId, anchor: Anchor, now: EpochMs): FactBody {
  const named = anchor.kind === 'userId' ? { userId: anchor.value } : { traits: { [anchor.kind]: anchor.value } };
  return { type: 'command', name: takeBackImport, timestamp: now, properties: { import: importId }, ...named };
}
