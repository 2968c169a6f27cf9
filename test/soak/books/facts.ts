import type { AcceptedFact, FactBody, Trust } from '../../../server/src/engine/fact.ts';
import { anchorOf } from '../../../server/src/engine/ingest/anchor.ts';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { laneOfAnchor } from '../../../server/src/kit/values/lane.ts';
import { dayMs, type EpochMs } from '../../../server/src/kit/values/time.ts';
import { clickToken } from '../../../server/src/rooms/referral/rules/clicks.ts';
import { clickKey } from '../history/arena.ts';
import type { Told } from '../programs/friend.ts';

interface When {
  readonly workspace: WorkspaceId;
  /** When everything arrives. */
  readonly at: EpochMs;
  readonly dayZero: EpochMs;
}

interface Teller {
  readonly friend: string;
  readonly history: readonly Told[];
  readonly codes: readonly string[];
}

/** A friend's history as a server and the friend's browser tell it; the server has named the browser before. */
export function factsOf({ workspace, at, dayZero }: When, { friend, history, codes }: Teller): AcceptedFact[] {
  const browser = `browser of ${friend}`;
  const named: FactBody = { type: 'identify', name: 'identify', timestamp: dayZero, userId: friend, traits: {} };
  const accepted = (body: FactBody, trust: Trust, messageId: string): AcceptedFact => {
    const anchor = anchorOf(trust, body);
    if (anchor === undefined) throw new Error(`${messageId} names nobody`);
    return {
      workspace,
      lane: laneOfAnchor(workspace, `${anchor.kind}:${anchor.value}`),
      trust,
      messageId,
      acceptedAt: at,
      body,
    };
  };
  return [
    accepted({ ...named, anonymousId: browser }, 'server', `${friend} named`),
    ...history.map((told, index) => {
      const ids = told.trust === 'server' ? { userId: friend } : { anonymousId: browser };
      return accepted(bodyOf(told, ids, { dayZero, codes }), told.trust, `${friend} ${String(index).padStart(4, '0')}`);
    }),
  ];
}

function bodyOf(
  { name, day, traits, properties, invited }: Told,
  ids: Pick<FactBody, 'userId' | 'anonymousId'>,
  { dayZero, codes }: Pick<When, 'dayZero'> & Pick<Teller, 'codes'>,
): FactBody {
  const timestamp = dayZero + day * dayMs;
  const said = { ...ids, timestamp, ...(traits === undefined ? {} : { traits }) };
  if (name === 'identify') return { type: 'identify', name, ...said };
  const code = codes[invited?.by ?? 0] ?? '';
  if (invited === undefined)
    return { type: 'track', name, ...said, ...(properties === undefined ? {} : { properties }) };
  const mention =
    invited.channel === 'code'
      ? { referral_code: code }
      : { referral_click: clickToken({ code, at: timestamp }, 'n', clickKey) };
  return { type: 'track', name, ...said, properties: { ...properties, ...mention } };
}
