import { foldCounts } from '../../conditions/index.ts';
import type { Outcome, Reactor } from '../../engine/reactor.ts';
import { hasImport, layerPlace, takeBackImport, withoutImport } from '../../kit/values/imports.ts';
import { isJsonObject, textIn } from '../../kit/values/json.ts';
import { promotionClaimed, promotionDeclined } from '../promotions/index.ts';
import type { Input } from './reactor-change.ts';
import { loadCheckout } from './reactor-definitions.ts';
import { answered, expire, redeem, release } from './reactor-endings.ts';
import { orderPaid, orderRefunded } from './reactor-orders.ts';
import { reserve } from './reactor-reserve.ts';
import type { CheckoutDefinitions } from './rules/definitions.ts';
import { redeemReservation, releaseReservation, reserveCheckout } from './rules/facts.ts';
import { type CheckoutPart, emptyCheckout } from './rules/part.ts';
import { applyCheckout } from './store.ts';

/** A person's checkout: what is kept for their orders, and what conditions there count. */
export const checkoutReactor: Reactor<CheckoutPart, CheckoutDefinitions> = {
  name: 'checkout',
  subjects: ['per'],
  loadDefinitions: loadCheckout,
  lookups(fact) {
    const codes = fact.type === 'command' && fact.name === reserveCheckout ? fact.properties?.['codes'] : undefined;
    if (!Array.isArray(codes)) return [];
    return codes.flatMap((each) => {
      const code = isJsonObject(each) ? each['code'] : undefined;
      return typeof code === 'string' ? [{ kind: 'code', value: code } as const] : [];
    });
  },
  decide(input) {
    const { fact } = input;
    if (fact.trust !== 'server') return {};
    switch (fact.type) {
      case 'timer':
        return fact.name === 'checkout' ? expire(input) : {};
      case 'command':
        return decideCommand(input);
      case 'derived':
        return decideDerived(input);
      case 'track':
        return decideEvent(input);
      default:
        return count(input);
    }
  },
  apply: applyCheckout,
};

function decideCommand(input: Input): Outcome<CheckoutPart> {
  switch (input.fact.name) {
    case reserveCheckout:
      return reserve(input);
    case redeemReservation:
      return redeem(input);
    case releaseReservation:
      return release(input);
    case takeBackImport:
      return takeBack(input);
    default:
      return count(input);
  }
}

function decideDerived(input: Input): Outcome<CheckoutPart> {
  const { fact } = input;
  switch (fact.name) {
    case promotionClaimed:
      return answered(input, true);
    case promotionDeclined:
      return answered(input, false);
    default:
      return {};
  }
}

function decideEvent(input: Input): Outcome<CheckoutPart> {
  const counted = count(input);
  const parts = new Map([...input.parts, ...(counted.parts ?? [])]);
  const ordered =
    input.fact.name === 'Order Completed'
      ? orderPaid({ ...input, parts })
      : input.fact.name === 'Order Refunded'
        ? orderRefunded({ ...input, parts })
        : undefined;
  if (ordered === undefined) return counted;
  return { ...ordered, parts: new Map([...(counted.parts ?? []), ...(ordered.parts ?? [])]) };
}

/** Remembers a fact that some condition at checkout counts. Paid orders are known without that. */
function count({ fact, definitions, parts }: Input): Outcome<CheckoutPart> {
  const { conditions } = definitions;
  if (conditions.length === 0 || fact.name === 'Order Completed') return {};
  const part = parts.get(fact.profile) ?? emptyCheckout;
  const place = layerPlace(part, fact.messageId);
  if (place.kind === 'nowhere') return {};
  const before = place.kind === 'own' ? part.counts : (part.imported?.[place.id] ?? {});
  const { name, trust, position, properties = {} } = fact;
  const after = foldCounts(conditions, before, { name, trust, position, properties });
  if (after === before) return {};
  const next =
    place.kind === 'own' ? { ...part, counts: after } : { ...part, imported: { ...part.imported, [place.id]: after } };
  return { parts: new Map([[fact.profile, next]]) };
}

/** An import is taken back: what it told is counted no more, whichever profile it told it of. */
function takeBack({ fact, parts }: Input): Outcome<CheckoutPart> {
  const id = textIn(fact.properties, 'import');
  const told = [...parts].filter(([, part]) => hasImport(part, id));
  return told.length === 0 ? {} : { parts: new Map(told.map(([profile, part]) => [profile, withoutImport(part, id)])) };
}
