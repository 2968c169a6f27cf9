import { useWrite } from '../../kit/api.ts';
import { Screen } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { useGo } from '../../kit/link.tsx';
import { pathTo } from '../../kit/paths.ts';
import { toast } from '../../kit/toast.tsx';
import { promotionsApi } from './api.ts';
import { newDraft } from './draft.ts';
import { PromotionEditor } from './editor.tsx';
import { promotionsTexts } from './texts.ts';

/** A new promotion: it is on as soon as it is made. */
export function NewPromotionScreen() {
  const t = useTexts(promotionsTexts);
  const go = useGo();
  const create = useWrite(promotionsApi.create);
  return (
    <Screen title={t('new_promotion')} from={{ title: t('promotions'), href: pathTo('promotions') }}>
      <PromotionEditor
        draft={newDraft}
        kept={{}}
        isNew
        action={t('create')}
        cancel={() => go(pathTo('promotions'))}
        save={async (definition, code) => {
          const made = await create.mutateAsync({ body: { definition, ...(code === '' ? {} : { code }) } });
          toast(t('created'));
          return made === undefined ? pathTo('promotions') : pathTo('promotion', { promotion: made.promotion });
        }}
      />
    </Screen>
  );
}
