/**
 * One accent colour of a customer's choice, made readable: text on it and text in it keep the contrast that WCAG 2.2 AA
 * demands (4.5 to 1), on light pages and on dark ones, whatever colour was chosen.
 */
export interface Palette {
  /** What buttons are filled with, and the text on them. */
  readonly fill: string;
  readonly onFill: string;
  /** Links and other text in the accent, on a light page and on a dark one. */
  readonly onLight: string;
  readonly onDark: string;
}

const contrastWanted = 4.6;
const white = '#ffffff';
const ink = '#14161a';
/** The darkest surface of light pages and the lightest of dark ones: what reads on these reads on the others. */
const lightSurface = '#f1f2f4';
const darkSurface = '#23262b';

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** The palette of `#rrggbb`. Any other text throws: whoever stores a colour has checked it. */
export function paletteOf(accent: string): Palette {
  if (!isColour(accent)) throw new Error(`Not a colour: ${accent}`);
  const fill = accent.toLowerCase();
  return {
    fill,
    onFill: contrast(fill, white) >= contrastWanted ? white : readable(ink, fill, '#000000'),
    onLight: readable(fill, lightSurface, '#000000'),
    onDark: readable(fill, darkSurface, white),
  };
}

/** The contrast of two colours by WCAG 2.2, from 1 to 21. */
export function contrast(left: string, right: string): number {
  const [darker = 0, lighter = 0] = [luminance(left), luminance(right)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The colour moved towards another one in steps until it reads on the surface. */
function readable(colour: string, surface: string, towards: string): string {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(colour, towards, share);
    if (contrast(mixed, surface) >= contrastWanted) return mixed;
  }
  return towards;
}

function mix(from: string, to: string, share: number): string {
  const parts = channels(to).map((target, index) => {
    const start = channels(from)[index] ?? 0;
    return Math.round(start + (target - start) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
