import type { WidgetWords } from '@sarafan/contract';
import { paletteOf } from '../../kit/values/colours.ts';
import { type Language, type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { landingPage, withClick } from './rules/landing.ts';
import type { LandingPage, Landings } from './service-landing.ts';
import { widgetTexts } from './texts-widget.ts';

/** A visitor of a customer's site, as the widget in it tells. */
export interface WidgetVisit {
  readonly program: string;
  readonly language: Language;
  /** By which invitation the visitor came: the token of a click, or a code. */
  readonly click: string | undefined;
  readonly code: string | undefined;
  readonly address: string;
  /** A page of the customer's site where one invites. */
  readonly invite: string | undefined;
}

export type WidgetFound =
  | { readonly kind: 'shown'; readonly words: WidgetWords | null; readonly isInvited: boolean }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wait'; readonly seconds: number };

const addressAtMost = 2_000;

/** What a widget says of a program, from the very promise that its landing makes. */
export class ProgramWidget {
  readonly #landings: Landings;
  readonly #publicUrl: string;

  constructor(landings: Landings, publicUrl: string) {
    this.#landings = landings;
    this.#publicUrl = publicUrl;
  }

  async words(visit: WidgetVisit): Promise<WidgetFound> {
    const { program, click, code, address } = visit;
    // The widget is no visit: whoever followed a link was counted there.
    const come = { program, click, code: code ?? (await this.#landings.codeOfClick(program, click)) };
    const answer = await this.#landings.visit({ ...come, placement: undefined, isPerson: false, address });
    if (answer.kind !== 'shown') return answer;
    const { page } = answer;
    const isInvited = page.code !== undefined;
    if (page.state !== 'running' || page.isInvalid) return { kind: 'shown', words: null, isInvited };
    return { kind: 'shown', words: this.#wordsOf(page, visit), isInvited };
  }

  #wordsOf(page: LandingPage, { language, click, invite }: WidgetVisit): WidgetWords {
    const { brand, promise, inviter, code } = page;
    const { program } = page.program;
    const { cause, gift, least } = promise.friendsGift;
    const values = {
      ...{ workspace: brand.name, inviter: inviter ?? '' },
      ...{ friend: promise.friendGets ?? '', referrer: promise.referrerGets ?? '' },
      ...{ gift: gift ?? '', least },
    };
    const say = (key: keyof (typeof widgetTexts)['en']): string => sentenceOf(widgetTexts, key, values)[language];
    const rules = { label: say('rules'), url: `${this.#publicUrl}/rules/${program}?lang=${language}` };
    const common = { rules, close: say('close'), colours: paletteOf(brand.accent) };
    if (code !== undefined) {
      const landing = new URL(landingPage(this.#publicUrl, program, code));
      landing.searchParams.set('lang', language);
      return {
        ...common,
        title: say(inviter === undefined ? 'somebodyTitle' : 'invitedTitle'),
        text: say(gift === undefined ? 'invitedNoGift' : `invited_${cause}`),
        action: { label: say('accept'), url: withClick(landing, click === page.click ? click : undefined) },
      };
    }
    const own = siteOf(invite);
    return {
      ...common,
      title: say('title'),
      text: say(offerKey(promise.friendGets, promise.referrerGets)),
      action: own === undefined ? { ...rules, label: say('howTo') } : { label: say('invite'), url: own },
    };
  }
}

function offerKey(friend: Sentence | undefined, referrer: Sentence | undefined): keyof (typeof widgetTexts)['en'] {
  if (friend !== undefined && referrer !== undefined) return 'both';
  if (referrer !== undefined) return 'onlyReferrer';
  return friend === undefined ? 'neither' : 'onlyFriend';
}

/** An address that a link may lead to; a script's would run in the page that bears the widget. */
function siteOf(text: string | undefined): string | undefined {
  if (text === undefined || text.length > addressAtMost || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
