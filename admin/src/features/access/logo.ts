/** What the server takes: a data URI of at most so many characters. */
const logoCharactersAtMost = 65_536;

export const logoTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/svg+xml'] as const;

export type ReadLogo =
  | { readonly ok: true; readonly logo: string }
  | { readonly ok: false; readonly reason: 'type' | 'size' | 'unreadable' };

const sides = [512, 384, 256, 128] as const;

/** A picture as a data URI that fits: a photograph from a camera is made smaller, a drawing must fit as it is. */
export async function readLogo(file: Blob): Promise<ReadLogo> {
  if (!logoTypes.some((type) => type === file.type)) return { ok: false, reason: 'type' };
  const asItIs = await dataUri(file);
  if (asItIs.length <= logoCharactersAtMost) return { ok: true, logo: asItIs };
  if (file.type === 'image/svg+xml' || file.type === 'image/gif') return { ok: false, reason: 'size' };
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (picture === undefined) return { ok: false, reason: 'unreadable' };
  const found = sides.map((side) => drawn(picture, side)).find((uri) => fits(uri));
  picture.close();
  return found === undefined ? { ok: false, reason: 'size' } : { ok: true, logo: found };
}

function fits(uri: string): boolean {
  return uri.length <= logoCharactersAtMost && uri.includes(';base64,');
}

/** At most so many pixels wide and high; in WebP, which keeps what is transparent. */
function drawn(picture: ImageBitmap, side: number): string {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/webp', 0.9);
}

function dataUri(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read'));
    reader.readAsDataURL(file);
  });
}
