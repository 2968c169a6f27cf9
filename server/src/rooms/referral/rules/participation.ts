import type { Reply } from '../../../engine/reactor.ts';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';

/** The answer to whoever asks for a code: the person's own goes first, then those of profiles that joined them. */
export function participation(program: ProgramId, person: SubjectId, codes: readonly string[]): Reply {
  return { status: 'done', result: { program, person, code: codes[0] ?? '', codes } };
}
