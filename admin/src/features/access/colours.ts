/** What customers' pages make of one accent colour, by the rules of the server: text keeps a contrast of 4.5 to 1. */
export interface Palette {
  readonly fill: string;
  readonly onFill: string;
  /** Links on a light page. */
  readonly link: string;
  /** Whether white text reads on the colour, and whether the colour reads on a light page. */
  readonly whiteReads: boolean;
  readonly linkReads: boolean;
}

/** What pages take while the workspace has chosen none. */
export const usualAccent = '#2f5bea';

const contrastWanted = 4.6;
const white = '#ffffff';
const ink = '#14161a';
const lightSurface = '#f1f2f4';

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

export function paletteOf(accent: string): Palette {
  const fill = isColour(accent) ? accent.toLowerCase() : usualAccent;
  const whiteReads = contrast(fill, white) >= contrastWanted;
  const link = darkened(fill, lightSurface);
  return { fill, onFill: whiteReads ? white : darkened(ink, fill), link, whiteReads, linkReads: link === fill };
}

/** The contrast of two colours by WCAG 2.2, from 1 to 21. */
function contrast(left: string, right: string): number {
  const [darker = 0, lighter = 0] = [luminance(left), luminance(right)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The colour moved towards black in steps until it reads on the surface. */
function darkened(colour: string, surface: string): string {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = `#${channels(colour)
      .map((channel) =>
        Math.round(channel * (1 - share))
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
    if (contrast(mixed, surface) >= contrastWanted) return mixed;
  }
  return '#000000';
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
