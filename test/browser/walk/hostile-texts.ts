/** Texts that try to run, to hide, to turn around or to push away what stands beside them, by what they try. */
export const hostileTexts: Readonly<Record<string, string>> = {
  everything:
    '<img src=x onerror="window.hacked=1">\u202egnirts\u0007\u200b{{7*7}}$t(kept){name}</title><script>window.hacked=1',
  script: '<script>window.hacked = 1</script>',
  image: '<img src=x onerror="window.hacked = 1">',
  closing: '\'"--></style></title></textarea></script><svg onload="window.hacked = 1">',
  template: `{{constructor.constructor("window.hacked = 1")()}}\${window.hacked=1}{name}$t(close)`,
  address: 'javascript:window.hacked=1//',
  direction: '\u202egnirts desrever\u202c \u2066isolated',
  controls: 'bell\u0007, escape\u001b[31m, delete\u007f, line\u2028end',
  invisible: 'a\u200bb\u2060c\ufeffd\u200ee',
  nothing: '\u200b\u2060',
  zero: 'before\u0000after',
  surrogate: 'half \ud83d of an emoji',
  word: 'Щ'.repeat(5_000),
  words: 'very '.repeat(2_000),
  megabyte: 'x'.repeat(1024 * 1024),
  rightToLeft: 'שלום עולם مرحبا بالعالم',
  emoji: '👩‍👩‍👧‍👦🏴‍☠️👍🏽e\u0301\u0301\u0301\u0301\u0301',
  prototype: '__proto__',
  constructor: 'constructor',
};

/** What nobody sees, or what hides or turns around its neighbours: none of it may be shown as it is. */
export const hiddenSigns = /(?![\t\n])[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
