import type { Pair } from '@sarafan/contract';
import { useReadMore } from '../../kit/api.ts';
import { Section } from '../../kit/detail.tsx';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { Moment } from '../../kit/moment.tsx';
import { More } from '../../kit/more.tsx';
import { Plain } from '../../kit/plain.tsx';
import { Rows } from '../../kit/rows.tsx';
import { PairStatus } from '../../kit/standing.tsx';
import { peopleApi } from './api.ts';
import { PersonLink } from './name.tsx';
import { peopleTexts } from './texts.ts';

/** Whom the person invited, and what became of it. */
export function Friends({ person }: { readonly person: string }) {
  const t = useTexts(peopleTexts);
  const language = useLanguage();
  const { items, ...more } = useReadMore(peopleApi.pairs, { query: { referrer: person, limit: 10 } });
  if (items === undefined || items.length === 0) return undefined;
  const columns = [
    {
      key: 'friend',
      title: t('friend'),
      cell: (pair: Pair) => <PersonLink id={pair.friend} known={pair.friendPerson} />,
    },
    { key: 'program', title: t('program'), cell: ({ program }: Pair) => <Plain text={program.name[language]} /> },
    {
      key: 'status',
      title: t('state'),
      cell: ({ status, reason }: Pair) => <PairStatus status={status} reason={reason} />,
    },
    { key: 'at', title: t('changed'), cell: ({ changedAt }: Pair) => <Moment at={changedAt} relative /> },
  ];
  return (
    <Section title={t('friends')}>
      <Rows
        label={t('friends')}
        items={items}
        columns={columns}
        keyOf={({ program, friend }) => `${program.program} ${friend}`}
      />
      <More {...more} />
    </Section>
  );
}
