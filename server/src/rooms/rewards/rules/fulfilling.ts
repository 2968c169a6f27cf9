import { type Fulfil, fulfilWays } from '@sarafan/contract';
import type { SubjectId } from '../../../kit/values/ids.ts';
import { isJsonObject, type Json } from '../../../kit/values/json.ts';

/** By whom, and of which promotion the codes are. */
export type Fulfilling = { readonly by: Fulfil['by']; readonly promotion?: SubjectId };

/** Reads it from a grant that this server wrote itself. */
export function fulfillingFromJson(json: Json | undefined): { fulfil?: Fulfilling } {
  if (!isJsonObject(json)) return {};
  const by = fulfilWays.find((each) => each === json['by']);
  if (by === undefined) throw new Error('A grant does not say how it is handed out');
  const promotion = json['promotion'];
  return { fulfil: { by, ...(typeof promotion === 'string' ? { promotion: promotion as SubjectId } : {}) } };
}
