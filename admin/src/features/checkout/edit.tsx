import type { LedgerUnit, UnitLimit } from '@sarafan/contract';
import { useParams } from '../../kit/address.ts';
import { useRead } from '../../kit/api.ts';
import { Screen } from '../../kit/detail.tsx';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { pathTo } from '../../kit/paths.ts';
import { Empty, Failure, Loading } from '../../kit/states.tsx';
import { checkoutApi } from './api.ts';
import { LimitEditor } from './editor.tsx';
import { checkoutTexts } from './texts.ts';

const unitsAtMost = 100;

/** What part of an order one unit may pay. */
export function LimitScreen() {
  const t = useTexts(checkoutTexts);
  const language = useLanguage();
  const { unit } = useParams('limit');
  const units = useRead(checkoutApi.units, { query: { limit: unitsAtMost } });
  const limits = useRead(checkoutApi.limits);
  const named = units.data?.items.find((each) => each.unit === unit);
  const error = units.error ?? limits.error;
  const retry = (): void => void Promise.all([units.refetch(), limits.refetch()]);
  return (
    <Screen
      title={t('title', { unit: named?.name[language] ?? unit })}
      from={{ title: t('limits'), href: pathTo('limits') }}
    >
      {error === null ? undefined : <Failure error={error} retry={retry} />}
      {error === null && (units.data === undefined || limits.data === undefined) ? <Loading /> : undefined}
      {units.data === undefined || limits.data === undefined ? undefined : (
        <Found unit={named} present={limits.data.items.find((each) => each.unit === unit)} />
      )}
    </Screen>
  );
}

function Found({ unit, present }: { readonly unit: LedgerUnit | undefined; readonly present: UnitLimit | undefined }) {
  const t = useTexts(checkoutTexts);
  if (unit === undefined) return <Empty title={t('no_units')} text={t('no_units_text')} />;
  return <LimitEditor key={`${unit.unit} ${present?.version ?? 0}`} unit={unit.unit} present={present} />;
}
