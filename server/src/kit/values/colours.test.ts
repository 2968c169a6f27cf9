import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, isColour, paletteOf } from './colours.ts';

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('text in and on any accent reads, on light pages and on dark ones', () => {
  const channel = fc.nat(255).map((value) => value.toString(16).padStart(2, '0'));
  fc.assert(
    fc.property(fc.tuple(channel, channel, channel), (parts) => {
      const { fill, onFill, onLight, onDark } = paletteOf(`#${parts.join('')}`);
      expect(contrast(fill, onFill)).toBeGreaterThanOrEqual(4.5);
      for (const surface of ['#ffffff', '#f1f2f4']) expect(contrast(onLight, surface)).toBeGreaterThanOrEqual(4.5);
      for (const surface of ['#121417', '#23262b']) expect(contrast(onDark, surface)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('nothing else is a colour', () => {
  for (const text of ['red', '#fff', '#12345g', '#123456;', '']) expect(isColour(text), text).toBe(false);
  expect(() => paletteOf('red')).toThrow('Not a colour');
});
