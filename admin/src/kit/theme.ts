import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one colour that says «this can be done»; from pale to deep. The seventh carries white text (7:1). */
const accent: MantineColorsTuple = [
  '#eaf3fd',
  '#d3e5f9',
  '#a5c9f2',
  '#75aceb',
  '#4590e2',
  '#1f73cc',
  '#0b62b8',
  '#0956a3',
  '#07498b',
  '#053b71',
];

/** What cannot be taken back; the sixth, which dark pages take, and the seventh carry white text as well. */
const red: MantineColorsTuple = [
  '#fff0f0',
  '#ffe0e0',
  '#ffc2c2',
  '#ffa3a3',
  '#ff8585',
  '#d6323a',
  '#c62828',
  '#ad2121',
  '#931b1b',
  '#7a1515',
];

const fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** The head of a dialog is not the banner of the page, of which there is one. */
const plainHeader = { header: { role: 'none' } };

/** Calm and dense: system fonts, one accent, distances on a grid of four pixels. */
export const theme = createTheme({
  colors: { accent, red },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  autoContrast: true,
  fontFamily: fonts,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontFamily: fonts, fontWeight: '600' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '2px', sm: '4px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { centered: true, attributes: plainHeader } },
    Drawer: { defaultProps: { attributes: plainHeader } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});

/** Soft words keep a contrast of 4.5 to 1 on every ground that they stand on; so do the words of marks on theirs. */
export const variables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#565d64',
    '--mantine-color-error': colors.red[6],
    '--mantine-color-placeholder': '#6b7278',
    ...marks({ plain: ['#43494f', '#eceef0'], good: ['#175c2c', '#dff3e5'] }),
    ...marks({ bad: ['#8e1c1c', '#fbe4e4'], waiting: ['#6b4700', '#fbf0d6'] }),
  },
  dark: {
    '--mantine-color-dimmed': colors.dark[1],
    '--mantine-color-error': colors.red[4],
    '--mantine-color-placeholder': '#9a9fa5',
    ...marks({ plain: ['#c4c8cc', '#3a3d41'], good: ['#9bdcae', '#17361f'] }),
    ...marks({ bad: ['#f5b0b0', '#43191b'], waiting: ['#edcb86', '#3c2e12'] }),
  },
});

/** Words and ground of each tone of a mark. */
function marks(tones: Readonly<Record<string, readonly [string, string]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tones).flatMap(([tone, [words, ground]]) => [
      [`--mark-${tone}`, words],
      [`--mark-${tone}-ground`, ground],
    ]),
  );
}
