import type { FastifyInstance } from 'fastify';
import { pageLanguage, sendBrandedPage } from '../../kit/branded-pages.ts';
import { escapeHtml } from '../../kit/pages.ts';
import { type Language, type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import { otherLanguage, plainPage } from './http-page-parts.ts';
import type { ProgramRules, RulesPage } from './service-rules.ts';
import { fullRulesTexts } from './texts-rules.ts';

/** `/rules/:program`: what is promised is what is computed, since both are made of one definition. */
export function rulesPages(app: FastifyInstance, rules: ProgramRules): void {
  app.get<{ Params: { program: string } }>('/rules/:program', { schema: { hide: true } }, async (request, reply) => {
    const page = await rules.page(request.params.program);
    if (page === undefined) return plainPage(request, reply, 404, 'missing', 'missingText');
    const language = pageLanguage(request);
    const { name, accent, logo } = page.brand;
    return sendBrandedPage(request, reply, 200, {
      ...{ language, title: speaker(page, language)('title'), main: rulesBody(page, language), wide: true },
      brand: { name, accent, logo: logo === null ? undefined : `/i/${page.program.program}/logo` },
      otherLanguage: otherLanguage(request),
    });
  });
}

type Say = (key: keyof (typeof fullRulesTexts)['en']) => string;

function speaker({ brand, program, momentOf }: RulesPage, language: Language): Say {
  const { definition, version, launchedAt } = program;
  const { startsAt } = definition;
  return (key) => {
    const moment = momentOf(key === 'notStarted' && startsAt !== undefined ? Date.parse(startsAt) : launchedAt);
    const values = { workspace: brand.name, program: definition.name, version, moment };
    return sentenceOf(fullRulesTexts, key, values)[language];
  };
}

function rulesBody(page: RulesPage, language: Language): string {
  const { full, program, state } = page;
  const text = speaker(page, language);
  const say = (key: keyof (typeof fullRulesTexts)['en']): string => escapeHtml(text(key));
  const notice =
    state === 'running' ? '' : `<p class="note" role="status">${say(state === 'ended' ? 'ended' : 'notStarted')}</p>`;
  const side = (
    title: 'friendGets' | 'referrerGets' | 'bonuses' | 'chainBonuses',
    rewards: RulesPage['full']['friend'],
  ): string => {
    const told = rewards.map(
      ({ gift, details }) => `<h3>${escapeHtml(gift[language])}</h3>${listOf(details, language)}`,
    );
    const inside = told.length === 0 ? `<p class="soft">${say('nothing')}</p>` : told.join('');
    return `<section class="card"><h2>${say(title)}</h2>${inside}</section>`;
  };
  const toLanding =
    state === 'ended'
      ? ''
      : `<p class="site"><a class="btn" href="../i/${program.program}?lang=${language}">${say('toLanding')}</a></p>`;
  return `${notice}<div class="intro"><h1>${say('heading')}</h1><p class="lead">${say('lead')}</p>
<p class="soft small">${say('edition')}</p></div>
${side('friendGets', full.friend)}${side('referrerGets', full.referrer)}
${full.bonuses.length === 0 ? '' : side('bonuses', full.bonuses)}${
  full.chainBonuses.length === 0 ? '' : side('chainBonuses', full.chainBonuses)
}
<section class="card"><h2>${say('rulesTitle')}</h2>${listOf(full.rules, language)}</section>
<section class="card"><h2>${say('detailsTitle')}</h2>${listOf(full.details, language)}</section>${toLanding}`;
}

function listOf(sentences: readonly Sentence[], language: Language): string {
  const items = sentences.map((each) => `<li>${escapeHtml(each[language])}</li>`);
  return `<ul class="rules">${items.join('')}</ul>`;
}
