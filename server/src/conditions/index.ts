export { type CountedFact, countBefore, foldCounts, mergeCounts } from './count.ts';
export { type Evaluation, evaluate, type Failure } from './evaluate.ts';
export { leavesOf, type Requirements, requirements } from './tree.ts';
export type { CountState, Known, Position, View } from './view.ts';
