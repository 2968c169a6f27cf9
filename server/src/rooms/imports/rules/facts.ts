import type { FactBody } from '../../../engine/fact.ts';
import { hashOfText } from '../../../kit/values/hash.ts';
import { type ImportId, takeBackImport } from '../../../kit/values/imports.ts';
import { canonicalJson, type JsonObject } from '../../../kit/values/json.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { Identifiers, OrderRow, PersonRow } from './rows.ts';

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
  readonly type: 'identify' | 'track';
  readonly name: string;
  readonly at: EpochMs;
  readonly details: JsonObject;
}

export interface Source {
  readonly source: string;
  /** When the file was uploaded: what a line says without a date of its own, it says then. */
  readonly uploadedAt: EpochMs;
}

/** What a line tells: who a person is, or an order and perhaps its refund. */
export function sayingsOf(row: PersonRow | OrderRow, { source, uploadedAt }: Source): Saying[] {
  if (row.kind === 'person') {
    const [anchor] = anchorsOf(row.ids);
    const content = { ids: { ...row.ids }, traits: row.traits, at: row.at ?? null };
    return [
      {
        key: keyOf('person', source, anchor === undefined ? '' : `${anchor.kind}:${anchor.value}`),
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

function keyOf(kind: 'person' | 'order' | 'refund', source: string, id: string): string {
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
  return { type, name, timestamp: at, ...named, properties: details };
}

/** The command that takes an import back from whoever bears this identifier. */
export function takingBack(importId: ImportId, anchor: Anchor, now: EpochMs): FactBody {
  const named = anchor.kind === 'userId' ? { userId: anchor.value } : { traits: { [anchor.kind]: anchor.value } };
  return { type: 'command', name: takeBackImport, timestamp: now, properties: { import: importId }, ...named };
}
