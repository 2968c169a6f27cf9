import { defineTexts } from '../../kit/i18n.ts';

export const peopleTexts = defineTexts('people', {
  ru: {
    people: 'Люди',
    search: 'Имя, почта, телефон, код или id',
    name: 'Имя',
    nameless: 'Без имени',
    email: 'Почта',
    phone: 'Телефон',
    user_id: 'Id пользователя',
    known_since: 'Появился',
    empty_title: 'Пока никого нет',
    empty_text: 'Люди появятся здесь, как только сайт или сервер пришлёт о них первое событие.',
  },
  en: {
    people: 'People',
    search: 'Name, e-mail, phone, code or id',
    name: 'Name',
    nameless: 'No name',
    email: 'E-mail',
    phone: 'Phone',
    user_id: 'User id',
    known_since: 'Known since',
    empty_title: 'Nobody is here yet',
    empty_text: 'People appear here as soon as your site or server sends the first event about them.',
  },
});
