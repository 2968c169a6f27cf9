import { idFrom, type SubjectId, subjectId, type WorkspaceId } from '../../server/src/kit/values/ids.ts';
import {
  type Account,
  type Compartment,
  type Posting,
  type Transfer,
  type TransferInput,
  transfer,
} from '../../server/src/rooms/ledger/index.ts';

export const ledgerLane = 7;

let places = 0;

/** A workspace and a holder that no other test has, so that none depends on another. */
export function ledgerPlace(): { workspace: WorkspaceId; holder: SubjectId } {
  places += 1;
  const workspace = idFrom('wsp', Buffer.from(String(places).padStart(10)));
  return { workspace, holder: subjectId('per', ledgerLane, `holder ${places}`) };
}

export function at(holder: SubjectId, compartment: Compartment = 'available'): Account {
  return { holder, compartment };
}

/** A transfer of one posting, in points and in the tests' lane unless `more` says otherwise. */
export function move(
  workspace: WorkspaceId,
  key: string,
  posting: Omit<Posting, 'unit'>,
  more: Partial<TransferInput> = {},
): Transfer {
  const postings = [{ unit: 'points', ...posting }];
  const input = { lane: ledgerLane, workspace, key, kind: 'test', about: 'test', at: 1000, decidedSeq: 1, postings };
  return transfer({ ...input, ...more });
}
