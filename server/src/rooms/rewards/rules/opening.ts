import type { DecideInput, Decision, Outcome } from '../../../engine/reactor.ts';
import { amountLimitMinor, roomFor } from '../../../kit/values/amounts.ts';
import type { ProfileId } from '../../../kit/values/ids.ts';
import { importOfMessage, layerPlace, withoutImport } from '../../../kit/values/imports.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { textIn } from '../../../kit/values/json.ts';
import { availableOf, moveHolding, noRewards, type Openings, type RewardsPart } from './holdings.ts';
import { movementEffect } from './movement.ts';

type Input = DecideInput<RewardsPart, undefined>;

/**
 * What a person had in another system when it was imported: the issuer gives it once, in the layer of the import, by
 * which it can be taken back.
 */
export function openTheBalance(input: Input): Outcome<RewardsPart> {
  const { fact } = input;
  const importId = importOfMessage(fact.messageId);
  const unit = textIn(fact.properties, 'unit');
  const text = textIn(fact.properties, 'amountMinor');
  const amountMinor = /^\d{1,18}$/.test(text) ? BigInt(text) : 0n;
  const isSound = importId !== undefined && fact.trust === 'server' && amountMinor > 0n;
  if (!isSound || amountMinor > amountLimitMinor) return {};
  const before = input.parts.get(fact.profile) ?? noRewards;
  const place = layerPlace(before, fact.messageId);
  if (place.kind === 'nowhere') return {};
  const given = moveHolding(before, unit, 0n, amountMinor);
  return {
    part: place.kind === 'own' ? given : noteOpening(given, place.id, unit, amountMinor),
    effects: [
      movementEffect({
        key: `opening:${fact.messageId}`,
        kind: 'opening',
        about: importId,
        unit,
        amountMinor,
        from: 'issuer',
        to: { holder: fact.subject, compartment: 'available' },
      }),
    ],
    decisions: [{ about: unit, outcome: 'balance_opened', detail: { unit, amount: text, import: importId } }],
  };
}

function noteOpening(part: RewardsPart, importId: string, unit: string, amountMinor: bigint): RewardsPart {
  const layer: Openings = part.imported?.[importId] ?? {};
  const sum = BigInt(layer[unit] ?? '0') + amountMinor;
  return { ...part, imported: { ...part.imported, [importId]: { ...layer, [unit]: String(sum) } } };
}

/**
 * An import is taken back: of what it gave, as much goes back to the issuer as is still available. What was spent stays
 * spent, and nobody falls into debt by it.
 */
export function takeOpeningsBack(input: Input): Outcome<RewardsPart> {
  const { fact } = input;
  if (fact.trust !== 'server') return {};
  const importId = textIn(fact.properties, 'import');
  const parts = new Map<ProfileId, RewardsPart>(input.parts);
  parts.set(fact.profile, parts.get(fact.profile) ?? noRewards);
  const effects: JsonObject[] = [];
  const decisions: Decision[] = [];
  for (const [profile, part] of [...parts]) {
    let left = part;
    for (const [unit, text] of Object.entries(part.imported?.[importId] ?? {})) {
      const given = BigInt(text);
      const available = availableOf(parts.values(), unit);
      const back = roomFor(given, available, true);
      const detail = { unit, given: text, takenBack: String(back), import: importId };
      decisions.push({ about: unit, outcome: 'balance_taken_back', detail });
      if (back === 0n) continue;
      left = moveHolding(left, unit, 0n, -back);
      parts.set(profile, left);
      effects.push(
        movementEffect({
          key: `opening_back:${importId}:${profile}:${unit}`,
          kind: 'opening_back',
          about: importId,
          unit,
          amountMinor: back,
          from: { holder: fact.subject, compartment: 'available' },
          to: 'issuer',
        }),
      );
    }
    const isNamed = profile === fact.profile || part.imported?.[importId] !== undefined;
    if (isNamed) parts.set(profile, withoutImport(left, importId));
  }
  return {
    parts: new Map([...parts].filter(([profile, part]) => part !== input.parts.get(profile))),
    effects,
    decisions,
  };
}
