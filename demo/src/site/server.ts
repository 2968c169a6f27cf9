import { randomBytes } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { School } from '../school.ts';
import { courseNamed, packOf } from './courses.ts';
import { logo } from './drawings.ts';
import { askedFor, readForms, writtenIn } from './forms.ts';
import { coursesPage, homePage, plainPage, textsFor, type Viewer } from './pages.ts';
import {
  accountPage,
  checkoutPage,
  enterPage,
  invitePage,
  type Sharing,
  signUpPage,
  thanksPage,
} from './pages-student.ts';
import { schoolScript } from './script.ts';
import { chooseLanguage, languageFor, type Sessions } from './session.ts';
import type { Order, Student, Students } from './students.ts';
import { schoolStyle } from './style.ts';

export interface SiteOptions {
  /** The school's server as a customer of Sarafan. */
  readonly school: School;
  readonly students: Students;
  readonly sessions: Sessions;
  /** Where the visitors' browsers find Sarafan, and the public key. */
  readonly sarafan: { readonly url: string; readonly writeKey: string };
  /** The address of a student's cabinet, made anew each time: it works once. */
  readonly cabinetOf: (program: string, student: string) => string;
  /** Told when Sarafan could not be reached; the school's own work goes on. */
  readonly onFault: (error: unknown) => void;
}

/** The school's web site. */
export function createSite(options: SiteOptions): FastifyInstance {
  const app = fastify({ logger: false });
  readForms(app);
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', policyOf(options.sarafan.url));
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'strict-origin-when-cross-origin');
  });
  assets(app);
  openPages(app, options);
  signUps(app, options);
  payments(app, options);
  studentPages(app, options);
  app.setNotFoundHandler((request, reply) => {
    const viewer = viewerOf(request, options);
    return send(reply.code(404), plainPage(viewer, textsFor(viewer).missing, '/'));
  });
  return app;
}

/** The school's pages run the school's script and Sarafan's, and nobody else's. */
function policyOf(sarafan: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${sarafan}`,
    `connect-src ${sarafan}`,
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const send = (reply: FastifyReply, page: string): FastifyReply =>
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);

function studentOf(request: FastifyRequest, { sessions, students }: SiteOptions): Student | undefined {
  const id = sessions.studentOf(request);
  return id === undefined ? undefined : students.find(id);
}

function viewerOf(request: FastifyRequest, options: SiteOptions): Viewer {
  const student = studentOf(request, options)?.name;
  const { sarafan } = options;
  return { language: languageFor(request), student, path: request.url.split('?')[0] ?? '/', sarafan };
}

function assets(app: FastifyInstance): void {
  app.get('/school.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(schoolStyle));
  app.get('/school.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(schoolScript));
  app.get('/logo.svg', (_request, reply) =>
    reply.type('image/svg+xml').send(logo.text.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')),
  );
}

function openPages(app: FastifyInstance, options: SiteOptions): void {
  app.get('/', (request, reply) => send(reply, homePage(viewerOf(request, options))));
  app.get('/courses', (request, reply) => send(reply, coursesPage(viewerOf(request, options))));
  app.get('/language', (request, reply) => {
    const { to, back = '/' } = askedFor(request);
    chooseLanguage(reply, to === 'en' ? 'en' : 'ru');
    return reply.redirect(/^\/(?![/\\])/.test(back) ? back : '/', 303);
  });
  app.get('/enter', (request, reply) =>
    send(reply, enterPage(viewerOf(request, options), options.students.all().toReversed().slice(0, 20))),
  );
  app.post('/enter', (request, reply) => {
    const student = options.students.find(writtenIn(request)['student'] ?? '');
    if (student === undefined) return reply.redirect('/enter', 303);
    options.sessions.begin(reply, student.id);
    return reply.redirect('/account', 303);
  });
  app.get('/leave', (_request, reply) => {
    options.sessions.end(reply);
    return reply.redirect('/', 303);
  });
}

function signUps(app: FastifyInstance, options: SiteOptions): void {
  const { school, students, sessions, onFault } = options;
  app.get('/sign-up', (request, reply) => send(reply, signUpPage(viewerOf(request, options), askedFor(request))));
  app.post('/sign-up', (request, reply) => {
    const written = writtenIn(request);
    const viewer = viewerOf(request, options);
    const { name = '', email = '', phone = '', code = '', anonymousId = '', course = '', consent } = written;
    const say = textsFor(viewer).signUp;
    const refuse = (sentence: string): FastifyReply => send(reply.code(422), signUpPage(viewer, written, sentence));
    if (name === '' || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) || consent !== 'yes') return refuse(say.incomplete);
    if (students.withEmail(email) !== undefined) return refuse(say.taken);
    const student: Student = { id: `student-${newNumber()}`, name, email, orders: [] };
    students.save(student);
    sessions.begin(reply, student.id);
    const traits = {
      ...{ name, email, legal_form: 'person', language: viewer.language },
      ...(phone === '' ? {} : { phone }),
      ...(code === '' ? {} : { referral_code: code }),
    };
    // The school's server names both the browser and the student, so what the browser did counts for the student.
    school
      .identify(student.id, traits, anonymousId === '' ? {} : { anonymousId })
      .then(() => school.track(student.id, 'Signed Up', { course }))
      .catch(onFault);
    return reply.redirect(`/checkout?course=${encodeURIComponent(course)}`, 303);
  });
}

function payments(app: FastifyInstance, options: SiteOptions): void {
  const { school, students, onFault } = options;
  app.get('/checkout', (request, reply) => {
    if (studentOf(request, options) === undefined) return reply.redirect('/sign-up', 303);
    return send(reply, checkoutPage(viewerOf(request, options), askedFor(request)));
  });
  app.post('/checkout', (request, reply) => {
    const student = studentOf(request, options);
    if (student === undefined) return reply.redirect('/sign-up', 303);
    const written = writtenIn(request);
    const viewer = viewerOf(request, options);
    const say = textsFor(viewer).checkout;
    const refuse = (sentence: string): FastifyReply => send(reply.code(422), checkoutPage(viewer, written, sentence));
    const course = courseNamed(written['course']);
    const pack = packOf(written['pack']);
    const method = written['method'];
    if (course === undefined || pack === undefined) return refuse(say.incomplete);
    if (method !== 'card' && method !== 'certificate') return refuse(say.incomplete);
    if (method === 'certificate' && (written['number'] ?? '') === '') return refuse(say.noNumber);
    const order: Order = { id: `S-${newNumber()}`, course: course.id, ...pack, method };
    students.addOrder(student, order);
    school.track(student.id, 'Order Completed', completed(order)).catch(onFault);
    return reply.redirect(`/thanks?order=${order.id}`, 303);
  });
  app.post('/refund', (request, reply) => {
    const student = studentOf(request, options);
    const order = student?.orders.find((each) => each.id === writtenIn(request)['order']);
    if (student === undefined || order === undefined) return reply.redirect('/account', 303);
    students.addOrder(student, { ...order, refunded: true });
    school.track(student.id, 'Order Refunded', { order_id: order.id }).catch(onFault);
    return reply.redirect('/account', 303);
  });
}

/** An order as Sarafan hears of it: a certificate is no money. */
function completed({ id, price, course, lessons, method }: Order): {
  order_id: string;
  [name: string]: unknown;
} {
  const paidBy = method === 'card' ? 'money' : 'gift_certificate';
  return {
    ...{ order_id: id, total: price, currency: 'RUB', payments: [{ method: paidBy, amount: price }] },
    products: [{ product_id: `${course}-${lessons}`, name: course, quantity: lessons, price: price / lessons }],
  };
}

function studentPages(app: FastifyInstance, options: SiteOptions): void {
  const { school, onFault } = options;
  app.get('/thanks', (request, reply) => {
    const order = studentOf(request, options)?.orders.find((each) => each.id === askedFor(request)['order']);
    if (order === undefined) return reply.redirect('/account', 303);
    return send(reply, thanksPage(viewerOf(request, options), order));
  });
  app.get('/account', async (request, reply) => {
    const student = studentOf(request, options);
    if (student === undefined) return reply.redirect('/enter', 303);
    const gifts = await school.lessonsOf(student.id).catch(onFault);
    return send(reply, accountPage(viewerOf(request, options), student, gifts ?? undefined));
  });
  // Like the choice at «enter», `student` is there because this is a demonstration.
  app.get('/cabinet', async (request, reply) => {
    const student = studentOf(request, options) ?? options.students.find(askedFor(request)['student'] ?? '');
    if (student === undefined) return reply.redirect('/enter', 303);
    const sharing = await school.participate(student.id).catch(onFault);
    return reply.redirect(sharing ? options.cabinetOf(sharing.program, student.id) : '/invite', 303);
  });
  app.get('/invite', async (request, reply) => {
    const student = studentOf(request, options);
    if (student === undefined) return reply.redirect('/enter', 303);
    const sharing = await sharingOf(options, student).catch(onFault);
    return send(reply, invitePage(viewerOf(request, options), sharing ?? undefined));
  });
}

async function sharingOf({ school }: SiteOptions, student: Student): Promise<Sharing> {
  const { code, link } = await school.participate(student.id);
  return { code, link, cabinet: '/cabinet' };
}

const newNumber = (): string => randomBytes(4).toString('hex');
