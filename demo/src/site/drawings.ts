import { Html } from './html.ts';

/** Drawings of the school's pages; they are decoration, so nobody reads them aloud. */
const drawing = (width: number, height: number, inside: string): Html =>
  new Html(
    `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false">` +
      `${inside}</svg>`,
  );

/** Two banks and a bridge between them. */
export const logo = drawing(
  44,
  44,
  '<rect width="44" height="44" rx="12" fill="#0f6b57"/>' +
    '<path d="M7 30h30M10 30a12 12 0 0 1 24 0M16 30v-8.5M22 30V18M28 30v-8.5" fill="none" stroke="#fff"' +
    ' stroke-width="2.6" stroke-linecap="round"/>',
);

export const bridge = drawing(
  520,
  400,
  `<clipPath id="frame"><rect width="520" height="400" rx="28"/></clipPath><g clip-path="url(#frame)">
<path d="M0 0h520v400H0z" fill="#e3f1ec"/><circle cx="436" cy="104" r="44" fill="#f2b84b"/>
<path d="M0 250c60-42 118-46 176-18s120 24 178-12 116-28 166 2v178H0z" fill="#cfe6de"/>
<path d="M0 318h520v82H0z" fill="#8cc4b4"/></g>
<path d="M40 346h70M180 362h96M340 344h64M440 368h50" stroke="#fff" stroke-width="4"
 stroke-linecap="round" opacity=".7"/>
<g fill="none" stroke="#0f6b57" stroke-width="9" stroke-linecap="round">
<path d="M30 300h460"/><path d="M80 300a180 150 0 0 1 360 0"/>
<path d="M140 300v-82M200 300V166M260 300V150M320 300V166M380 300v-82" stroke-width="6"/></g>
<g><path d="M62 74h132a18 18 0 0 1 18 18v46a18 18 0 0 1-18 18h-62l-28 26v-26H62a18 18 0 0 1-18-18V92a18 18 0 0 1 18-18z"
 fill="#fff"/><text x="128" y="125" text-anchor="middle" font-size="30" font-weight="700" fill="#0f6b57"
 font-family="system-ui, sans-serif">Привет!</text></g>
<g><path d="M262 34h92a18 18 0 0 1 18 18v38a18 18 0 0 1-18 18h-28l-26 24v-24
h-38a18 18 0 0 1-18-18V52a18 18 0 0 1 18-18z"
 fill="#e2725b"/><text x="308" y="82" text-anchor="middle" font-size="30" font-weight="700" fill="#fff"
 font-family="system-ui, sans-serif">Hola!</text></g>
<g fill="#22302c"><circle cx="226" cy="256" r="10"/><path d="M214 300v-20a12 12 0 0 1 24 0v20z"/></g>
<g fill="#e2725b"><circle cx="294" cy="256" r="10"/><path d="M282 300v-20a12 12 0 0 1 24 0v20z"/></g>`,
);

export const gift = drawing(
  28,
  28,
  '<path d="M3 10h22v5H3zM5 15h18v10H5z" fill="#0f6b57"/><path d="M12 10h4v15h-4z" fill="#f2b84b"/>' +
    '<path d="M14 10C9 10 7 8 8 5.500s4-2 6 4.500c2-6.500 5-7 6-4.500S19 10 14 10z" fill="none" stroke="#e2725b"' +
    ' stroke-width="2"/>',
);

const sign = (inside: string): Html =>
  drawing(
    48,
    48,
    `<rect width="48" height="48" rx="14" fill="#e3f1ec"/><g fill="none" stroke="#0f6b57" stroke-width="2.600"` +
      ` stroke-linecap="round" stroke-linejoin="round">${inside}</g>`,
  );

export const pair = sign(
  '<circle cx="18" cy="19" r="4.500"/><circle cx="31" cy="19" r="4.500"/>' +
    '<path d="M10 34c0-5 4-8 8-8s6 2 6.500 4c.5-2 3-4 6.500-4 4 0 7 3 7 8"/>',
);
export const talk = sign('<path d="M12 14h24v16H24l-6 6v-6h-6z"/><path d="M18 20h12M18 25h7"/>');
export const clock = sign('<circle cx="24" cy="24" r="12"/><path d="M24 17v8l5 3"/>');

export const friends = drawing(
  96,
  72,
  '<circle cx="32" cy="24" r="12" fill="#f2b84b"/><path d="M10 66c0-16 10-24 22-24s22 8 22 24z" fill="#f2b84b"/>' +
    '<circle cx="66" cy="28" r="11" fill="#fff"/><path d="M46 66c0-15 9-22 20-22s20 7 20 22z" fill="#fff"/>',
);
