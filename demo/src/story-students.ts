import type { Student } from './site/students.ts';
import type { Language } from './words.ts';

const pack = { course: 'english', lessons: 4, price: 4_000 };

/** Some people of the story as the school's register has them, so that one can enter as one of them. */
export function storyStudents(language: Language): Student[] {
  const named = (ru: string, en: string): string => (language === 'ru' ? ru : en);
  const student = (id: string, name: string, orders: Student['orders']): Student => ({
    ...{ id, name, email: `${id}@example.com`, orders },
  });
  return [
    student('gleb', named('Глеб', 'Gleb'), [{ id: 'G-1', ...pack, method: 'certificate' }]),
    student('boris', named('Борис', 'Boris'), [{ id: 'B-1', ...pack, method: 'card' }]),
    student('anna', named('Анна', 'Anna'), []),
  ];
}
