import { describe, expect, it } from 'vitest';
import { checkUrl } from './url.ts';

describe('an address that is typed (WHK-7)', () => {
  it.each([
    ['https://example.com/hooks?key=1', 'https://example.com/hooks?key=1'],
    ['https://example.com', 'https://example.com/'],
    ['HTTPS://EXAMPLE.com:8443/a#part', 'https://example.com:8443/a'],
    ['https://8.8.8.8/hooks', 'https://8.8.8.8/hooks'],
    ['https://школа.рф/', 'https://xn--80a2ac1b.xn--p1ai/'],
  ])('%s is taken', (text, url) => {
    const checked = checkUrl(text, false);
    expect(checked.ok && new URL(checked.url).pathname).toBe(new URL(url).pathname);
    if (!text.includes('рф')) expect(checked).toEqual({ ok: true, url });
  });

  it.each([
    ['', 'not_a_url'],
    ['example.com/hooks', 'not_a_url'],
    ['https://', 'not_a_url'],
    ['https://[::1%25eth0]/', 'not_a_url'],
    ['http://example.com/', 'not_https'],
    ['ftp://example.com/', 'not_https'],
    ['file:///etc/passwd', 'not_https'],
    ['javascript:alert(1)', 'not_https'],
    ['https://user@example.com/', 'url_has_user'],
    ['https://user:secret@example.com/', 'url_has_user'],
    ['https://127.0.0.1/', 'address_refused'],
    ['https://2130706433/', 'address_refused'],
    ['https://0x7f000001/', 'address_refused'],
    ['https://0177.0.0.1/', 'address_refused'],
    ['https://127.1/', 'address_refused'],
    ['https://①②⑦.⓪.⓪.①/', 'address_refused'],
    ['https://[::1]/', 'address_refused'],
    ['https://[::ffff:127.0.0.1]/', 'address_refused'],
    ['https://[::ffff:a9fe:a9fe]/latest/meta-data/', 'address_refused'],
    ['https://169.254.169.254/latest/meta-data/', 'address_refused'],
    ['https://10.0.0.8/', 'address_refused'],
    ['https://localhost/', 'address_refused'],
    ['https://LOCALHOST./', 'address_refused'],
    ['https://hooks.localhost/', 'address_refused'],
  ])('%s is refused: %s', (text, problem) => {
    expect(checkUrl(text, false)).toEqual({ ok: false, problem });
  });

  it('where private targets are allowed, addresses of this machine are taken, also by http', () => {
    expect(checkUrl('http://127.0.0.1:8080/hooks', true)).toEqual({ ok: true, url: 'http://127.0.0.1:8080/hooks' });
    expect(checkUrl('https://localhost/', true).ok).toBe(true);
    expect(checkUrl('ftp://localhost/', true)).toEqual({ ok: false, problem: 'not_https' });
  });
});
