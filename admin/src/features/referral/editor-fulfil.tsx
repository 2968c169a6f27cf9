import { Anchor, NativeSelect, Text } from '@mantine/core';
import type { Promotion } from '@sarafan/contract';
import { lists, useRead } from '../../kit/api.ts';
import { plain } from '../../kit/format.ts';
import { useLanguage } from '../../kit/i18n.ts';
import { Link } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { textAt } from './draft.ts';
import { ChoiceField, useEditing, useEditorTexts, useProblem } from './editing.tsx';
import { fieldId } from './problems.ts';

const promotions = lists<Promotion>('/promotions');
const atMost = 200;
const ways = ['none', 'person', 'webhook', 'promo_code'] as const;

/** How a reward reaches its holder: as a balance, or handed out. */
export function FulfilFields({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const { draft, change } = useEditing();
  const by = textAt(draft, `${path}/by`);
  const known = ways.map((way) => ({ value: way === 'none' ? '' : way, label: t(`fulfil_${way}`) }));
  return (
    <>
      <NativeSelect
        id={fieldId(`${path}/by`)}
        label={t('fulfil')}
        error={useProblem(`${path}/by`)}
        value={by}
        data={known.some(({ value }) => value === by) ? known : [{ value: by, label: plain(by, 60) }, ...known]}
        onChange={({ currentTarget: { value } }) => change(path, value === '' ? undefined : { by: value })}
      />
      {by === 'promo_code' ? <PromotionField path={`${path}/promotion`} /> : undefined}
    </>
  );
}

/** Only codes that are used once can be given away. */
function PromotionField({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const language = useLanguage();
  const { data } = useRead(promotions, { query: { kind: 'single', limit: atMost } });
  const known = (data?.items ?? [])
    .filter(({ status }) => status !== 'ended')
    .map(({ promotion, definition }) => ({ value: promotion, label: plain(definition.name[language], 60) }));
  return (
    <div>
      <ChoiceField
        path={path}
        label={t('fulfil_promotion')}
        optional
        options={[{ value: '', label: t('choose') }, ...known]}
      />
      {data !== undefined && known.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('fulfil_no_promotions')}{' '}
          <Anchor component={Link} size="sm" href={pathTo('promotionNew')}>
            {t('fulfil_to_promotions')}
          </Anchor>
        </Text>
      ) : undefined}
    </div>
  );
}
