import type { DecideInput, Outcome, Reactor } from '../../engine/reactor.ts';
import type { ProfileId } from '../../kit/values/ids.ts';
import { type Offer, offerCode, offerIn, offerToJson, returnCode } from '../rewards/index.ts';
import {
  type Claim,
  type ClaimId,
  claimCode,
  claimIn,
  claimPromotion,
  claimToJson,
  factAbout,
  freeCode,
  promotionDeclined,
  triedFact,
} from './rules/claim.ts';
import { codeBack, codeGiven, type GivenFor, giveCode, toldFact } from './rules/giving.ts';

/** Who has a code that is used once; nobody while `claim` and `profile` are absent. */
export interface CodePart {
  readonly claim?: ClaimId;
  readonly profile?: ProfileId;
  /** The reward that it was given for; whoever has it may use it. */
  readonly given?: GivenFor;
  /** How often others tried it while somebody had it. */
  readonly others?: number;
}

type Input = DecideInput<CodePart, undefined>;

/**
 * A code that is used once is a subject of its own: whoever asks first has it, and all others are answered that it is
 * taken, however many ask at once. It is free again when its reservation ends without a payment.
 */
export const codeReactor: Reactor<CodePart, undefined> = {
  name: 'codes',
  subjects: ['cod'],
  loadDefinitions: () => Promise.resolve(undefined),
  decide(input) {
    const { fact } = input;
    if (fact.trust !== 'server') return {};
    if (fact.type === 'command') return fact.name === giveCode ? give(input, offerIn(fact.properties)) : {};
    if (fact.type !== 'derived') return {};
    if (fact.name === claimCode) return take(input, claimIn(fact.properties));
    if (fact.name === freeCode) return free(input, claimIn(fact.properties));
    if (fact.name === returnCode) return takeBack(input, offerIn(fact.properties));
    return {};
  },
};

function take(input: Input, claim: Claim): Outcome<CodePart> {
  const { fact } = input;
  const known = input.parts.get(fact.subject) ?? {};
  if (known.claim === undefined) {
    const { id, profile } = claim;
    return {
      part: { ...known, claim: id, profile },
      facts: [factAbout(claimPromotion, claim.promotion, claim, fact.timestamp)],
    };
  }
  const refused = { reason: 'code_used', values: {} };
  const detail = { claim: claimToJson(claim), refused };
  // Another person tried it: of a code that one person was given that is a sign of a leak.
  const others = known.profile === claim.profile ? undefined : (known.others ?? 0) + 1;
  return {
    ...(others === undefined ? {} : { part: { ...known, others } }),
    facts: [
      factAbout(promotionDeclined, claim.profile, claim, fact.timestamp, { refused }),
      ...(others === undefined ? [] : [triedFact(claim, fact.timestamp, others)]),
    ],
    decisions: [{ about: claim.promotion, outcome: 'use_declined', detail }],
  };
}

/** Only who has the code gives it back. */
function free(input: Input, claim: Claim): Outcome<CodePart> {
  const known = input.parts.get(input.fact.subject);
  if (known?.claim !== claim.id) return {};
  const { others, given } = known;
  return { part: { ...(others === undefined ? {} : { others }), ...(given === undefined ? {} : { given }) } };
}

/**
 * It may be given for a reward, once: the holder's lane takes it, or gives it back. A code that somebody has, or that
 * was given before, is given to nobody.
 */
function give(input: Input, offer: Offer): Outcome<CodePart> {
  const { fact } = input;
  const known = input.parts.get(fact.subject) ?? {};
  if (known.claim !== undefined || known.given !== undefined) return {};
  const { grant, profile, promotion, code } = offer;
  const json = offerToJson(offer);
  const properties = { ...json, from: fact.subject };
  return {
    part: { ...known, given: grant },
    facts: [
      { name: offerCode, subject: profile, timestamp: fact.timestamp, trust: 'server', owed: true, properties },
      toldFact(codeGiven, promotion, json, fact.timestamp),
    ],
    decisions: [{ about: promotion, outcome: 'code_offered', detail: { grant, code } }],
  };
}

/** Only the grant that it was given for gives it back. */
function takeBack(input: Input, offer: Offer): Outcome<CodePart> {
  const known = input.parts.get(input.fact.subject);
  if (known?.given !== offer.grant) return {};
  const { given: _back, ...part } = known;
  const { promotion, code, grant } = offer;
  return {
    part,
    facts: [toldFact(codeBack, promotion, offerToJson(offer), input.fact.timestamp)],
    decisions: [{ about: promotion, outcome: 'code_back', detail: { grant, code } }],
  };
}
