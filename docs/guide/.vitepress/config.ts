import { type DefaultTheme, defineConfig } from 'vitepress';

interface Chapter {
  readonly file: string;
  readonly ru: string;
  readonly en: string;
}

/** The chapters, in the order in which a newcomer reads them; each exists in both languages. */
const chapters: readonly Chapter[] = [
  { file: 'install', ru: 'Установка', en: 'Install' },
  { file: 'first-program', ru: 'Первая программа', en: 'Your first program' },
  { file: 'rules', ru: 'Правила программы', en: 'The rules of a program' },
  { file: 'attribution', ru: 'Кто кого пригласил', en: 'Who invited whom' },
  { file: 'rewards', ru: 'Вознаграждения', en: 'Rewards' },
  { file: 'promotions', ru: 'Промокоды и заказ', en: 'Promo codes and checkout' },
  { file: 'customers', ru: 'Страницы для клиентов', en: 'Pages for customers' },
  { file: 'import', ru: 'Импорт', en: 'Import' },
  { file: 'people', ru: 'Сотрудники и роли', en: 'Users and roles' },
  { file: 'webhooks', ru: 'Вебхуки', en: 'Webhooks' },
  { file: 'api', ru: 'API', en: 'API' },
  { file: 'promises', ru: 'Что обещано', en: 'What is promised' },
];

function sidebar(language: 'ru' | 'en'): DefaultTheme.SidebarItem[] {
  const folder = language === 'ru' ? '/ru/' : '/';
  return chapters.map((chapter) => ({ text: chapter[language], link: `${folder}${chapter.file}` }));
}

const russianSearch: DefaultTheme.LocalSearchOptions['translations'] = {
  button: { buttonText: 'Поиск', buttonAriaLabel: 'Поиск' },
  modal: {
    noResultsText: 'Ничего не найдено',
    resetButtonTitle: 'Очистить',
    displayDetails: 'Показать подробно',
    footer: { selectText: 'выбрать', navigateText: 'двигаться', closeText: 'закрыть' },
  },
};

export default defineConfig({
  title: 'Sarafan',
  cleanUrls: true,
  outDir: 'dist',
  themeConfig: {
    search: { provider: 'local', options: { locales: { ru: { translations: russianSearch } } } },
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      description: 'Referral and CRM marketing where every reward can be explained',
      themeConfig: { sidebar: sidebar('en') },
    },
    ru: {
      label: 'Русский',
      lang: 'ru',
      description: 'Реферальный и CRM-маркетинг, в котором объяснимо каждое вознаграждение',
      themeConfig: {
        sidebar: sidebar('ru'),
        outline: { label: 'На этой странице' },
        docFooter: { prev: 'Назад', next: 'Дальше' },
        darkModeSwitchLabel: 'Тема',
        sidebarMenuLabel: 'Меню',
        returnToTopLabel: 'Наверх',
        langMenuLabel: 'Язык',
      },
    },
  },
});
