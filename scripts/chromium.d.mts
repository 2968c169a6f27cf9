export const installCommand: string;

export function findChromium(searched?: string): string | undefined;

export interface Machine {
  /** Folders as the PATH lists them. */
  readonly searched?: string;
  readonly mayInstall?: boolean;
  /** Returns what went wrong. */
  readonly install?: () => string | undefined;
}

/** The path of the browser. Throws a Refusal. */
export function ensureChromium(machine?: Machine): string;
