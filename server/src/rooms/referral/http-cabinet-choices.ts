import { escapeHtml } from '../../kit/pages.ts';
import { type Language, sentenceOf } from '../../kit/values/sentences.ts';
import type { CabinetPage } from './service-cabinet-pages.ts';
import type { OwnChoice } from './service-choices.ts';
import { choiceCardTexts } from './texts-choices.ts';

type Card = keyof (typeof choiceCardTexts)['en'];
export type ChoosingNotice = Extract<Card, 'chosen' | 'notChosen' | 'soon'>;

/** Among which rewards whoever has a cabinet open chooses. */
export function choicesSection(
  { choices, program }: CabinetPage,
  language: Language,
  notice: ChoosingNotice | undefined,
): string {
  if (choices.length === 0) return '';
  const say = (key: Card): string => escapeHtml(sentenceOf(choiceCardTexts, key)[language]);
  const said =
    notice === undefined
      ? ''
      : `<p class="${notice === 'chosen' ? 'note calm' : 'note'}" role="status">${say(notice)}</p>`;
  const forms = choices.map((each) => choiceForm(each, { say, language, program: program.program }));
  return `<section class="card" id="choices"><h2>${say('title')}</h2>${said}<p class="soft">${say('lead')}</p>
${forms.join('')}</section>`;
}

interface Telling {
  readonly say: (key: Card) => string;
  readonly language: Language;
  readonly program: string;
}

function choiceForm({ choice, to, options, standing }: OwnChoice, { say, language, program }: Telling): string {
  const radios = options.map(({ option, gift }) => {
    const checked = option === standing ? ' checked' : '';
    return `<label class="check"><input type="radio" name="option" value="${escapeHtml(option)}"${checked}>
<span>${escapeHtml(gift[language])}</span></label>`;
  });
  return `<form method="post" action="${escapeHtml(`${program}/choices/${choice}?lang=${language}`)}">
<fieldset class="options"><legend>${say(to === 'referrer' ? 'forFriends' : 'asFriend')}</legend>
${radios.join('\n')}</fieldset>
<button class="btn second">${say('choose')}</button></form>`;
}
