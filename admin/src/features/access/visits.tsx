import { Section } from '../../kit/detail.tsx';
import { useTexts } from '../../kit/i18n.ts';
import { snippetTexts } from './texts-snippet.ts';

export function Visits() {
  const t = useTexts(snippetTexts);
  return <Section title={t('visits')}>{t('visits_text')}</Section>;
}
