import { describe, expect, it } from 'vitest';
import { paletteOf as serversPalette } from '../../../../server/src/kit/values/colours.ts';
import { paletteOf, usualAccent } from './colours.ts';

const colours = ['#2f5bea', '#ffcc00', '#FFFFFF', '#000000', '#0b62b8', '#e4572e', '#7f7f7f', '#00ff88', '#ff00ff'];

describe('the preview of an accent colour', () => {
  it.each(colours)('shows %s as customers’ pages do', (colour) => {
    const { fill, onFill, onLight } = serversPalette(colour);
    const { link, ...shown } = paletteOf(colour);
    expect({ fill: shown.fill, onFill: shown.onFill, onLight: link }).toEqual({ fill, onFill, onLight });
  });

  it('warns where white text or links in the colour itself would not be read', () => {
    expect(paletteOf('#ffcc00')).toMatchObject({ whiteReads: false, linkReads: false });
    expect(paletteOf('#0b3d91')).toMatchObject({ whiteReads: true, linkReads: true });
  });

  it('takes the usual colour for what is none', () => {
    expect(paletteOf('red').fill).toBe(usualAccent);
  });
});
