import type { Chance } from './chance.ts';

const women = [
  ['Алина', 'alina'],
  ['Дарья', 'darya'],
  ['Екатерина', 'ekaterina'],
  ['Елена', 'elena'],
  ['Ирина', 'irina'],
  ['Ксения', 'ksenia'],
  ['Мария', 'maria'],
  ['Наталья', 'natalya'],
  ['Ольга', 'olga'],
  ['Полина', 'polina'],
  ['Светлана', 'svetlana'],
  ['Юлия', 'yulia'],
] as const;

const men = [
  ['Алексей', 'alexey'],
  ['Андрей', 'andrey'],
  ['Дмитрий', 'dmitry'],
  ['Иван', 'ivan'],
  ['Кирилл', 'kirill'],
  ['Максим', 'maxim'],
  ['Михаил', 'mikhail'],
  ['Никита', 'nikita'],
  ['Роман', 'roman'],
  ['Сергей', 'sergey'],
  ['Тимур', 'timur'],
  ['Фёдор', 'fedor'],
] as const;

/** Surnames of men; those of women end in «а». */
const surnames = [
  ['Белов', 'belov'],
  ['Волков', 'volkov'],
  ['Голубев', 'golubev'],
  ['Егоров', 'egorov'],
  ['Жуков', 'zhukov'],
  ['Зайцев', 'zaytsev'],
  ['Киселёв', 'kiselev'],
  ['Лебедев', 'lebedev'],
  ['Морозов', 'morozov'],
  ['Орлов', 'orlov'],
  ['Павлов', 'pavlov'],
  ['Романов', 'romanov'],
  ['Соколов', 'sokolov'],
  ['Тихонов', 'tikhonov'],
  ['Фролов', 'frolov'],
] as const;

const cities = ['Москва', 'Санкт-Петербург', 'Казань', 'Екатеринбург', 'Новосибирск', 'Тбилиси', 'Алматы'];

/** Somebody whom the school's register could hold. The address leads nowhere: the domain is kept for examples. */
export interface Someone {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly city: string;
}

export function drawPerson(chance: Chance, number: number): Someone {
  const isWoman = chance.happens(0.58);
  const [first, firstLatin] = chance.oneOf<readonly [string, string]>(isWoman ? women : men);
  const [last, lastLatin] = chance.oneOf(surnames);
  const end = isWoman ? ['а', 'a'] : ['', ''];
  const digits = String(number).padStart(4, '0');
  return {
    userId: `student-${digits}`,
    name: `${first} ${last}${end[0]}`,
    email: `${firstLatin}.${lastLatin}${end[1]}.${number}@example.com`,
    phone: `+7900000${digits}`,
    city: chance.oneOf(cities),
  };
}
