import { describe, expect, test } from 'vitest';
import type { ProfileId, SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { FactBody } from '../fact.ts';
import type { InboxArrival } from './arrival.ts';
import { onward, profileLeft, redirected } from './identity.ts';
import { type SubjectMemory, subjectMemory } from './memory.ts';

const workspace = 'wsp_1' as WorkspaceId;
const [me, joined, other] = ['per_00me', 'per_00joined', 'per_00other'] as [SubjectId, ProfileId, SubjectId];

function subject(redirect?: SubjectId): SubjectMemory {
  return subjectMemory(me, workspace, { profiles: [me, joined], createdAt: 1, redirect, parts: new Map() });
}

function row(body: Partial<FactBody> = {}): InboxArrival {
  const whole: FactBody = { type: 'track', name: 'Viewed', timestamp: 1, ...body };
  const place = { kind: 'inbox', lane: 0, at: 1, inboxId: '1', place: '(0,1)' } as const;
  return { ...place, workspace, trust: 'server', messageId: 'm', checked: true, body: whole };
}

describe('where a fact goes on to (PEO-11)', () => {
  test.each([
    ['its own profile', me],
    ['a joined profile', joined],
  ])('nowhere when %s is here', (_name, profile) => {
    expect(onward(subject(), row(), profile)).toBeUndefined();
  });

  test('to the home of a profile that is not here', () => {
    const on = onward(subject(), row(), other);
    expect(on?.to).toEqual({ subject: other, profile: other });
    expect(on?.row.body.returns).toBe(1);
  });

  test('from a frozen person to the survivor, whatever the profile', () => {
    expect(onward(subject(other), row(), joined)?.to).toEqual({ subject: other, profile: joined });
  });

  test.each([profileLeft, redirected])('nowhere from a frozen person when it is «%s»', (name) => {
    expect(onward(subject(other), row({ type: 'derived', name }), me)).toBeUndefined();
  });

  test('a fact of a profile that is nowhere does not go round for ever: it fails (INV-8)', () => {
    const seeking = (returns: number) => () => onward(subject(), row({ returns }), other);
    expect(seeking(15)).not.toThrow();
    expect(seeking(16)).toThrow(/neither with/);
  });
});
