import type { ProgramId } from '../../../kit/values/ids.ts';
import { placementLimits } from '../limits.ts';
import {
  noPlacement,
  otherPlacement,
  type Placements,
  placementParameter,
  qrPlacement,
  shareButtons,
} from '../types-placements.ts';
import type { ReferralPart } from './part.ts';

/** Placements of the cabinet's own ways to share. */
const ownPlacements: readonly string[] = [...shareButtons, qrPlacement];

const none: Placements = { named: [], seen: [] };

/** A placement as it stands in an address or a form, in one spelling; undefined for anything that is none. */
export function readPlacement(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > placementLimits.characters * 2) return undefined;
  const name = text.trim().normalize('NFC').toLowerCase();
  return /^[\p{Script=Latin}\p{Script=Cyrillic}0-9_-]{1,40}$/u.test(name) ? name : undefined;
}

export function withPlacement(link: string, placement: string): string {
  return `${link}${link.includes('?') ? '&' : '?'}${placementParameter}=${encodeURIComponent(placement)}`;
}

/** All placements of a person, whichever of their profiles they came with. */
export function placementsIn(parts: Iterable<ReferralPart>, program: ProgramId): Placements {
  const all = [...parts].flatMap((part) => part.placements?.[program] ?? []);
  return { named: all.flatMap(({ named }) => named), seen: all.flatMap(({ seen }) => seen) };
}

/** Under what a click counts, and the part that remembers a name seen for the first time. */
export function countedUnder(
  part: ReferralPart,
  all: Placements,
  program: ProgramId,
  placement: string | undefined,
): { readonly placement: string; readonly part: ReferralPart } {
  if (placement === undefined) return { placement: noPlacement, part };
  if ([...ownPlacements, ...all.named, ...all.seen].includes(placement)) return { placement, part };
  if (all.seen.length >= placementLimits.seen) return { placement: otherPlacement, part };
  const own = part.placements?.[program] ?? none;
  return { placement, part: withPlacements(part, program, { ...own, seen: [...own.seen, placement] }) };
}

export type Naming =
  | { readonly ok: true; readonly part: ReferralPart }
  | { readonly ok: false; readonly reason: 'too_many_placements' | 'placement_is_ours' };

/** Names a link of a participant; one that is named already stays as it is. */
export function nameLink(part: ReferralPart, all: Placements, program: ProgramId, placement: string): Naming {
  if (ownPlacements.includes(placement)) return { ok: false, reason: 'placement_is_ours' };
  if (all.named.includes(placement)) return { ok: true, part };
  if (all.named.length >= placementLimits.named) return { ok: false, reason: 'too_many_placements' };
  const own = part.placements?.[program] ?? none;
  return { ok: true, part: withPlacements(part, program, { ...own, named: [...own.named, placement] }) };
}

function withPlacements(part: ReferralPart, program: ProgramId, placements: Placements): ReferralPart {
  return { ...part, placements: { ...part.placements, [program]: placements } };
}
