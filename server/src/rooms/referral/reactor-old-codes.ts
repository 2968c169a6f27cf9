import type { FactBody, IdentifierKey } from '../../engine/fact.ts';
import type { DecideInput, Decision, Outcome } from '../../engine/reactor.ts';
import type { ProgramId } from '../../kit/values/ids.ts';
import { importOfMessage, importParticipant, layerPlace } from '../../kit/values/imports.ts';
import { type JsonObject, textIn } from '../../kit/values/json.ts';
import { codesOf, emptyReferralPart, nothingTold, type ReferralPart, type Told } from './rules/part.ts';
import type { ReferralDefinitions } from './rules/programs.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

/** The codes that an imported participant had, to be looked up: they may be somebody else's by now. */
export function codesBrought({ type, name, claims = [] }: FactBody): IdentifierKey[] {
  if (type !== 'command' || name !== importParticipant) return [];
  return claims.flatMap(({ kind, value }) => (kind === 'code' ? [{ kind, value }] : []));
}

/**
 * An import brings a participant of another system with the codes that they had there. Those that nobody had become the
 * person's, in the layer of the import; one of them makes a participant of whoever had no code.
 */
export function bringCodes(input: Input): Outcome<ReferralPart> {
  const { fact, profiles, owner } = input;
  const program = textIn(fact.properties, 'program') as ProgramId;
  const importId = importOfMessage(fact.messageId);
  if (importId === undefined || fact.trust !== 'server') return {};
  const codes = codesBrought(fact).map(({ value }) => value);
  const before = input.parts.get(fact.profile) ?? emptyReferralPart;
  const place = layerPlace(before, fact.messageId);
  // The import was taken back meanwhile: what it asked for is nobody's again.
  if (place.kind === 'nowhere') return { effects: [{ oldCodesGone: { import: importId, codes } }] };
  const present = new Set(codesOf(input.parts, profiles, program));
  const isOwn = (value: string): boolean => {
    const found = owner({ kind: 'code', value });
    return found?.subject === fact.subject && found.detail === program;
  };
  const taken = codes.filter((code) => !isOwn(code));
  const fresh = codes.filter((code) => isOwn(code) && !present.has(code));
  const refused: Decision[] = taken.map((code) => ({ about: program, outcome: 'code_taken', detail: { code } }));
  if (fresh.length === 0) return { decisions: refused };
  const detail = { program, person: fact.subject, codes: fresh };
  return {
    part:
      place.kind === 'own'
        ? { ...before, ...withCodes(before, program, fresh) }
        : {
            ...before,
            imported: {
              ...before.imported,
              [place.id]: withCodes(before.imported?.[place.id] ?? nothingTold, program, fresh),
            },
          },
    effects: [{ oldCodes: { ...detail, import: importId } }],
    decisions: [...refused, { about: program, outcome: 'codes_brought', detail }],
  };
}

function withCodes(told: Told, program: ProgramId, fresh: readonly string[]): Told {
  return { ...told, oldCodes: { ...told.oldCodes, [program]: [...(told.oldCodes?.[program] ?? []), ...fresh] } };
}

/** What goes with an import that is taken back: its codes are nobody's any more. Undefined where it brought none. */
export function goneWith({ parts }: Input, id: string): JsonObject | undefined {
  const codes = [...parts.values()].flatMap((part) => Object.values(part.imported?.[id]?.oldCodes ?? {}).flat());
  return codes.length === 0 ? undefined : { oldCodesGone: { import: id, codes } };
}
