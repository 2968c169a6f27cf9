import type { Trust } from './fact.ts';

/** Trust as the database stores it; the greater vouches for more. */
export function trustNumber(trust: Trust): 0 | 1 {
  return trust === 'server' ? 1 : 0;
}

export function trustOf(number: number): Trust {
  return number === 1 ? 'server' : 'public';
}
