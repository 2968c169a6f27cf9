import { expect, it } from 'vitest';
import { pairWord } from './standing.tsx';

it('who is rewarded, and yet not for the payment, is told apart', () => {
  expect(pairWord({ status: 'rewarded', reason: null })).toBe('pair_rewarded');
  expect(pairWord({ status: 'rewarded', reason: 'order_condition' })).toBe('pair_rewarded_unpaid');
  expect(pairWord({ status: 'refused', reason: 'order_condition' })).toBe('pair_refused');
});
