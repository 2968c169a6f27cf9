/** The parameter of an invite link that names where it stands: what networks of the field call a sub-ID. */
export const placementParameter = 'subid';

/** The buttons of a cabinet, each a placement of its own. */
export const shareButtons = ['telegram', 'vk', 'whatsapp', 'email'] as const;
export type ShareButton = (typeof shareButtons)[number];

/** The placement of a cabinet's QR code. */
export const qrPlacement = 'qr';

/** What clicks are counted under that name no placement, and those whose placement found no room: no name looks so. */
export const noPlacement = '';
export const otherPlacement = '*';

/** The placements of one participant in one program: those that they named, and those that came with links. */
export interface Placements {
  readonly named: readonly string[];
  readonly seen: readonly string[];
}
