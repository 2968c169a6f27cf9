import type { DecideInput, Outcome, Reactor } from '../../engine/reactor.ts';
import { roomFor } from '../../kit/values/amounts.ts';
import { isJsonObject } from '../../kit/values/json.ts';
import { applyRewards } from './reactor-apply.ts';
import { factAbout, releaseReward, reserveReward, rewardDeclined, rewardReserved } from './rules/booking.ts';
import type { CapPart } from './rules/caps.ts';
import { type Grant, grantFromJson, grantToJson } from './rules/grant.ts';
import { type Movement, movementEffect } from './rules/movement.ts';

/**
 * A cap is what all persons of a program may be granted together, and so is the fund of a task. It is a subject of its
 * own: its lane alone counts, so any number of persons may ask at once and it is never overdrawn; the order of arrival
 * is final.
 */
type Input = DecideInput<CapPart, undefined>;

export const capReactor: Reactor<CapPart, undefined> = {
  name: 'caps',
  subjects: ['cap'],
  loadDefinitions: () => Promise.resolve(undefined),
  decide(input) {
    const { fact } = input;
    if (fact.type !== 'derived' || fact.trust !== 'server') return {};
    const grant = fact.properties?.['grant'];
    if (!isJsonObject(grant)) return {};
    if (fact.name === reserveReward) return reserve(input, grantFromJson(grant));
    if (fact.name === releaseReward) return release(input, grantFromJson(grant));
    return {};
  },
  apply: applyRewards,
};

function reserve(input: Input, grant: Grant): Outcome<CapPart> {
  const { fact } = input;
  const known = input.parts.get(fact.subject) ?? { funded: '0', left: '0' };
  const limit = grant.cap?.limitMinor ?? 0n;
  const raised = limit > BigInt(known.funded) ? limit - BigInt(known.funded) : 0n;
  const left = BigInt(known.left) + raised;
  const funded = String(BigInt(known.funded) + raised);
  const account = { holder: fact.subject, compartment: 'available' } as const;
  const { unit, amountMinor, friend, program } = grant;
  const fund: Movement[] =
    raised > 0n
      ? [
          {
            key: `fund:${fact.subject}:${funded}`,
            kind: 'fund',
            about: program,
            unit,
            amountMinor: raised,
            from: grant.cap?.isSponsored === true ? 'sponsor' : 'issuer',
            to: account,
          },
        ]
      : [];
  const effects = fund.map(movementEffect);
  const detail = { grant: grantToJson(grant), left: String(left), asked: String(amountMinor) };
  const given = roomFor(amountMinor, left, grant.cap?.isPartly === true);
  if (given === 0n) {
    return {
      part: { funded, left: String(left) },
      effects,
      facts: [factAbout(rewardDeclined, friend, grant, fact.timestamp, { left: String(left) })],
      decisions: [{ about: program, outcome: 'cap_reached', detail }],
    };
  }
  const key = `reserve:${grant.id}`;
  const taken: Movement = {
    key,
    kind: 'reserve',
    about: grant.id,
    unit,
    amountMinor: given,
    from: account,
    to: 'clearing',
  };
  return {
    part: { funded, left: String(left - given) },
    effects: [...effects, movementEffect(taken)],
    facts: [factAbout(rewardReserved, friend, grant, fact.timestamp, { reserved: String(given) })],
    decisions: [{ about: program, outcome: 'cap_reserved', detail }],
  };
}

/** What was reserved or granted out of the cap comes back through clearing. */
function release(input: Input, grant: Grant): Outcome<CapPart> {
  const { fact } = input;
  const known = input.parts.get(fact.subject) ?? { funded: '0', left: '0' };
  const { unit, amountMinor, program } = grant;
  const account = { holder: fact.subject, compartment: 'available' } as const;
  const back: Movement = {
    key: `return:${grant.id}`,
    kind: 'return',
    about: grant.id,
    unit,
    amountMinor,
    from: 'clearing',
    to: account,
  };
  return {
    part: { ...known, left: String(BigInt(known.left) + amountMinor) },
    effects: [movementEffect(back)],
    decisions: [{ about: program, outcome: 'cap_released', detail: { grant: grantToJson(grant) } }],
  };
}
