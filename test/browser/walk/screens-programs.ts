import { pathTo } from '../../../admin/src/kit/paths.ts';
import type { WalkStage } from './stage.ts';
import { see, seeEmpty } from './view.ts';

const words = {
  amount: { ru: 'Сколько', en: 'Amount' },
  hold: { ru: 'Удержать, дней', en: 'Hold, days' },
  contradiction: { ru: '1 противоречие', en: '1 contradiction' },
  launch: { ru: 'Запустить…', en: 'Launch…' },
  rollBack: { ru: 'Вернуть', en: 'Roll back' },
  replay: { ru: 'Проверить', en: 'Replay' },
  wouldChange: { ru: 'Что изменилось бы', en: 'What would change' },
  give: { ru: 'Выдать код', en: 'Give a code' },
  ban: { ru: 'Отстранить…', en: 'Ban…' },
  keep: { ru: 'Оставить…', en: 'Keep…' },
  unbind: { ru: 'Снять привязку', en: 'Unbind' },
} as const;

type Part =
  | 'program'
  | 'programDefinition'
  | 'programVersions'
  | 'programReplay'
  | 'programParticipants'
  | 'programLost'
  | 'programBans'
  | 'programPairs';
const of =
  (part: Part, search: Readonly<Record<string, string>> = {}) =>
  ({ ids: { program } }: WalkStage) =>
    pathTo(part, { program }, search);
const pairOf =
  (whose: 'rewarded' | 'refused') =>
  ({ ids }: WalkStage) =>
    pathTo('pair', { program: ids.program, friend: ids[whose] });

/** The screens of programs and of pairs. */
export const programScreens = {
  programs: [see('programs', pathTo('programs')), { ...seeEmpty('programs', pathTo('programs')), guide: 'recipe' }],
  programNew: [see('program-new', pathTo('programNew'))],
  program: [
    see('program', of('program'), { guide: 'statistics' }),
    see('program-quiet', of('program', { from: '2020-01-01', to: '2020-01-31' })),
    see('program-over', ({ ids }) => pathTo('program', { program: ids.ended })),
  ],
  programDefinition: [
    see('definition', of('programDefinition'), { guide: 'editor' }),
    see('definition-contradiction', of('programDefinition'), {
      async act({ fill, expect, press }) {
        await fill(words.hold, '40');
        await expect(words.contradiction);
        await press(words.launch);
      },
    }),
    see('definition-launch', of('programDefinition'), {
      async act({ fill, press, dialog }) {
        await fill(words.hold, '7');
        await fill(words.amount, '5');
        await press(words.launch);
        await dialog.getByRole('textbox').waitFor();
      },
    }),
  ],
  programVersions: [
    see('versions', of('programVersions')),
    see('versions-roll-back', of('programVersions'), {
      async act({ press, dialog }) {
        await press(words.rollBack);
        await dialog.waitFor();
      },
    }),
  ],
  programComparison: [
    see('comparison', ({ ids: { program } }) => pathTo('programComparison', { program }, { from: '1', to: '3' })),
    see('comparison-same', ({ ids: { program } }) => pathTo('programComparison', { program }, { from: '3', to: '3' })),
  ],
  programReplay: [
    see('replay', of('programReplay')),
    see('replay-done', of('programReplay'), {
      async act({ press, expect }) {
        await press(words.replay);
        await expect(words.wouldChange);
      },
    }),
  ],
  programParticipants: [
    see('participants', of('programParticipants')),
    see('participants-none', ({ ids }) => pathTo('programParticipants', { program: ids.ended })),
    see('participants-give', of('programParticipants'), {
      async act({ press, dialog }) {
        await press(words.give);
        await dialog.getByRole('textbox').waitFor();
      },
    }),
  ],
  programBans: [
    see('bans', of('programBans')),
    see('bans-none', ({ ids }) => pathTo('programBans', { program: ids.ended })),
    see('bans-ban', of('programBans'), {
      async act({ press, dialog }) {
        await press(words.ban);
        await dialog.getByRole('combobox').waitFor();
      },
    }),
    see('bans-keep', of('programBans', { state: 'appealed' }), {
      async act({ press, dialog }) {
        await press(words.keep);
        await dialog.getByRole('textbox').waitFor();
      },
    }),
  ],
  programLost: [
    see('lost', of('programLost')),
    see('lost-nothing', of('programLost', { from: '2020-01-01', to: '2020-01-31' })),
  ],
  programPairs: [
    see('pairs', of('programPairs')),
    see('pairs-rewarded', of('programPairs', { status: 'rewarded' })),
    see('pairs-none', ({ ids }) => pathTo('programPairs', { program: ids.ended })),
  ],
  pair: [
    see('pair-why', pairOf('rewarded'), { guide: 'pair-why' }),
    see('pair-why-not', pairOf('refused'), { guide: 'pair-why-not' }),
    see('pair-unbind', pairOf('rewarded'), {
      async act({ press, dialog }) {
        await press(words.unbind);
        await dialog.waitFor();
      },
    }),
  ],
} as const;
