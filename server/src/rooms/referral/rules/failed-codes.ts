import type { FactBody } from '../../../engine/fact.ts';
import { readCode } from '../../../kit/values/codes.ts';
import { readAnyCode } from '../../../kit/values/old-codes.ts';
import { failedCodeLimits } from '../limits.ts';
import { typedCode } from './facts.ts';

/** A typed text as it is kept: as the code that it is read as, else as it stands, without what cannot be seen. */
export function keptText(typed: string): string | undefined {
  const read = readCode(typed);
  if (read !== undefined) return read;
  const seen = typed.normalize('NFC').toUpperCase().replace(/\p{C}/gu, '').replace(/\s+/gu, ' ').trim();
  const kept = [...seen].slice(0, failedCodeLimits.characters).join('').trim();
  return kept === '' ? undefined : kept;
}

/** The text by which a fact names a code that is nobody's; `isKnown` says whether somebody has it. */
export function failedCode(body: FactBody, isKnown: (code: string) => boolean): string | undefined {
  const typed = typedCode(body);
  if (typed === undefined) return undefined;
  const code = readAnyCode(typed);
  return code !== undefined && isKnown(code) ? undefined : keptText(typed);
}
