import { useParams } from '../../kit/address.ts';
import { useRead, useWrite } from '../../kit/api.ts';
import { Screen } from '../../kit/detail.tsx';
import { useLanguage, useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { useWorkspace } from '../../kit/session.ts';
import { Failure, Loading } from '../../kit/states.tsx';
import { toast } from '../../kit/toast.tsx';
import { promotionsApi } from './api.ts';
import { draftOf, keptOf } from './draft.ts';
import { PromotionEditor } from './editor.tsx';
import { promotionsTexts } from './texts.ts';

/** What a promotion gives, to be changed: what is reserved stays as it was quoted. */
export function EditPromotionScreen() {
  const t = useTexts(promotionsTexts);
  const language = useLanguage();
  const go = useGo();
  const params = useParams('promotionEdit');
  const { timeZone } = useWorkspace();
  const { data, error, refetch } = useRead(promotionsApi.promotion, { params });
  const change = useWrite(promotionsApi.change);
  if (data === undefined || data.promotion !== params.promotion) {
    if (error === null) return <Loading />;
    return (
      <Screen title={t('promotion')} from={{ title: t('promotions'), href: pathTo('promotions') }}>
        <Failure error={error} retry={() => void refetch()} />
      </Screen>
    );
  }
  const { promotion, definition, version } = data;
  const back = pathTo('promotion', { promotion });
  return (
    <Screen
      title={`${t('change')}: ${definition.name[language]}`}
      from={{ title: definition.name[language], href: back }}
    >
      <PromotionEditor
        key={version}
        draft={draftOf(definition, timeZone)}
        kept={keptOf(definition)}
        isNew={false}
        action={t('save')}
        cancel={() => go(back)}
        save={async (changed) => {
          await change.mutateAsync({ params: { promotion }, body: { definition: changed } });
          toast(t('saved'));
          return back;
        }}
      />
    </Screen>
  );
}
