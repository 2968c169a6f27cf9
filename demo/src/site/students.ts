import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Order {
  readonly id: string;
  readonly course: string;
  readonly lessons: number;
  readonly price: number;
  readonly method: 'card' | 'certificate';
  readonly refunded?: boolean;
}

export interface Student {
  /** The userId under which Sarafan knows them. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly orders: readonly Order[];
}

/** The school's own register: a file is enough for a small school. */
export class Students {
  readonly #file: string;
  readonly #students = new Map<string, Student>();

  constructor(file: string) {
    this.#file = file;
    if (!existsSync(file)) return;
    for (const student of JSON.parse(readFileSync(file, 'utf8')) as Student[]) this.#students.set(student.id, student);
  }

  all(): readonly Student[] {
    return [...this.#students.values()];
  }

  find(id: string): Student | undefined {
    return this.#students.get(id);
  }

  withEmail(email: string): Student | undefined {
    return this.all().find((each) => each.email.toLowerCase() === email.toLowerCase());
  }

  save(student: Student): void {
    this.#students.set(student.id, student);
    mkdirSync(dirname(this.#file), { recursive: true });
    const half = `${this.#file}.${process.pid}`;
    writeFileSync(half, JSON.stringify(this.all(), undefined, 2), { mode: 0o600 });
    renameSync(half, this.#file);
  }

  addOrder(student: Student, order: Order): void {
    this.save({ ...student, orders: [...student.orders.filter((each) => each.id !== order.id), order] });
  }
}
