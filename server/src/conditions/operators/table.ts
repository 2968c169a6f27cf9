import type { Operator } from '@sarafan/contract';
import { contains } from './contains.ts';
import { eq } from './eq.ts';
import { exists } from './exists.ts';
import { gt } from './gt.ts';
import { gte } from './gte.ts';
import { oneOf } from './in.ts';
import { lt } from './lt.ts';
import { lte } from './lte.ts';
import { neq } from './neq.ts';
import type { Operation } from './operator.ts';

/** Every operator of the contract; a new one is a file and a line here. */
export const operations = { eq, neq, in: oneOf, gt, gte, lt, lte, exists, contains } as const satisfies Record<
  Operator,
  Operation
>;
