import type { Failure } from '../../../conditions/index.ts';
import type { Json } from '../../../kit/values/json.ts';

/** Why nothing is owed, with what was found. */
export interface Barred<Reason extends string = string> {
  readonly reason: Reason;
  readonly actual?: Readonly<Record<string, Json>>;
  readonly failure?: Failure;
}
