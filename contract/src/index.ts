export * from './conditions.ts';
export * from './program.ts';
export * from './tracking.ts';
