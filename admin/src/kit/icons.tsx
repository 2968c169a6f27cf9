/** Line drawings on a field of 24 by 24, of one weight. They stand beside words and say nothing by themselves. */
const drawings = {
  people: [
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
    'M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6',
    'M16 4.5a3.5 3.5 0 0 1 0 6',
    'M18 14.5c2 .8 3.200 2.600 3.5 5.5',
  ].join(''),
  programs: 'M4 6h16M4 12h10M4 18h6M17 15l2 2 3-4',
  rewards: 'M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7c-2 0-5-.5-5-2.5S10 2 12 7c2-5 5-4.5 5-2.5S14 7 12 7Z',
  promotions: 'M3 12V4h8l10 10-8 8ZM7.5 8.500h.01M10 14l4-4',
  support: [
    'M4 13a8 8 0 0 1 16 0',
    'M4 13v4a2 2 0 0 0 3 0v-4a2 2 0 0 0-3 0Z',
    'M20 13v4a2 2 0 0 1-3 0v-4a2 2 0 0 1 3 0Z',
    'M20 17c0 3-3 4-6 4',
  ].join(''),
  settings: [
    'M4 7h9',
    'M17 7h3',
    'M4 17h3',
    'M11 17h9',
    'M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
    'M9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  ].join(''),
  imports: 'M12 3v11M8 10l4 4 4-4M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4',
  columns: 'M4 5h16v14H4ZM9.5 5v14M14.5 5v14',
  save: 'M12 4v11M8 11l4 4 4-4M5 20h14',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  next: 'M9 5l7 7-7 7',
  previous: 'M15 5l-7 7 7 7',
  down: 'M5 9l7 7 7-7',
  check: 'M4 12.5 9.5 18 20 6.5',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c.8-4.5 3.800-6.5 8-6.5s7.200 2 8 6.5',
  leave: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  warning: 'M12 4 2.5 20h19ZM12 10v5M12 17.5v.5',
} as const;

export type IconName = keyof typeof drawings;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
