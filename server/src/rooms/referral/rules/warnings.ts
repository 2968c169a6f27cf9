import type { ProgramDefinition } from '@sarafan/contract';
import type { EpochMs } from '../../../kit/values/time.ts';
import { foregoneOf } from './check-bounds.ts';

export const programWarningCodes = ['already_over', 'always_holds'] as const;
export type ProgramWarningCode = (typeof programWarningCodes)[number];

/** Something that may be meant, and mostly is not: it is told, and the definition may be launched all the same. */
export interface ProgramWarning {
  readonly path: string;
  readonly code: ProgramWarningCode;
}

/** What whoever launches a definition now should know. An end in the past is how a program is ended at once. */
export function warningsOf(definition: ProgramDefinition, now: EpochMs): ProgramWarning[] {
  const { endsAt } = definition;
  const isOver = endsAt !== undefined && Date.parse(endsAt) <= now;
  return [
    ...(isOver ? [{ path: '/endsAt', code: 'already_over' } as const] : []),
    ...foregoneOf(definition).flatMap(({ path, code }) => (code === 'always_holds' ? [{ path, code }] : [])),
  ];
}
