import { describe, expect, it } from 'vitest';
import { amountLimitMinor } from '../../../kit/values/amounts.ts';
import { type SubjectId, subjectId, type WorkspaceId } from '../../../kit/values/ids.ts';
import { InvalidTransfer, type Posting, type TransferInput, transfer } from './transfer.ts';

const lane = 7;
const holder = subjectId('per', lane, 'anna');
const available = { holder, compartment: 'available' } as const;
const grant: Posting = { unit: 'points', from: 'issuer', to: available, amount: 500n };
const input: TransferInput = {
  lane,
  workspace: 'wsp_0000000000000000' as WorkspaceId,
  key: 'grant:1',
  kind: 'grant',
  about: 'grt_1',
  at: 1000,
  decidedSeq: 1,
  postings: [grant],
};
const withPosting = (changes: Partial<Posting>): TransferInput => ({ ...input, postings: [{ ...grant, ...changes }] });

describe('transfer', () => {
  it('LED-3 derives its id from workspace, lane and key', () => {
    const { id } = transfer(input);
    expect(id).toBe('trf_0tj09d74y0f65zp5');
    expect(transfer({ ...input, postings: [{ ...grant, amount: 1n }] }).id).toBe(id);
    const others: Partial<TransferInput>[] = [
      { key: 'grant:2' },
      { workspace: 'wsp_0000000000000001' as WorkspaceId },
      { lane: 8, postings: [{ ...grant, to: 'shop' }] },
    ];
    for (const changes of others) expect(transfer({ ...input, ...changes }).id).not.toBe(id);
  });

  it('LED-3 hashes what moves and why, not when it was decided', () => {
    const { inputHash } = transfer(input);
    const same: Partial<TransferInput>[] = [{ at: 2000 }, { decidedSeq: 2 }, { lowersFloor: false }];
    for (const changes of same) expect(transfer({ ...input, ...changes }).inputHash).toBe(inputHash);
    const others: TransferInput[] = [
      { ...input, kind: 'release' },
      { ...input, about: 'grt_2' },
      { ...input, lowersFloor: true },
      { ...input, postings: [grant, grant] },
      withPosting({ amount: 501n }),
      withPosting({ unit: 'RUB' }),
      withPosting({ from: 'shop' }),
      withPosting({ to: { holder, compartment: 'pending' } }),
    ];
    const hashes = others.map((other) => transfer(other).inputHash);
    expect(new Set([inputHash, ...hashes]).size).toBe(others.length + 1);
  });

  const faults: [string, TransferInput][] = [
    ['the lane does not exist', { ...input, lane: 256 }],
    ['the lane does not exist', { ...input, lane: -1 }],
    ['the key is empty', { ...input, key: '' }],
    ['the key is empty, too long', { ...input, key: 'k'.repeat(201) }],
    ['the key is empty, too long or no text', { ...input, key: 'a\u0000b' }],
    ['the kind', { ...input, kind: 'Grant!' }],
    ['the kind', { ...input, kind: 'k'.repeat(41) }],
    ['about is empty', { ...input, about: '' }],
    ['the moment', { ...input, at: -1 }],
    ['the moment', { ...input, at: 1.5 }],
    ['decidedSeq', { ...input, decidedSeq: -1 }],
    ['no postings', { ...input, postings: [] }],
    ['too many postings', { ...input, postings: Array.from({ length: 101 }, () => grant) }],
    ['not a unit', withPosting({ unit: 'two words' })],
    ['not above zero', withPosting({ amount: 0n })],
    ['not above zero', withPosting({ amount: -1n })],
    ['too large', withPosting({ amount: amountLimitMinor + 1n })],
    ['the account it comes from', withPosting({ to: 'issuer' })],
    ['the account it comes from', withPosting({ from: available })],
    ['lives in another lane', withPosting({ to: { holder: subjectId('per', 8, 'anna'), compartment: 'available' } })],
    ['not a subject', withPosting({ to: { holder: 'issuer' as SubjectId, compartment: 'available' } })],
  ];
  it.each(faults)('LED-8 refuses: %s', (fault, refused) => {
    expect(() => transfer(refused)).toThrow(InvalidTransfer);
    expect(() => transfer(refused)).toThrow(fault);
  });

  it('takes the largest amount and the first and last lane', () => {
    expect(transfer(withPosting({ amount: amountLimitMinor })).postings[0]?.amount).toBe(amountLimitMinor);
    for (const edge of [0, 255])
      expect(transfer({ ...input, lane: edge, postings: [{ ...grant, to: 'shop' }] }).lane).toBe(edge);
  });
});
