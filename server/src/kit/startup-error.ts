/**
 * Why Sarafan cannot start, told as one sentence for whoever runs it. The command line prints the message alone,
 * without a stack, and exits with an error.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** The system's code of a failed call (`ENOENT`, `EACCES` …), or undefined when the value is no such error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The message of whatever was thrown. Some errors of Node's net module have none, and then the code says more. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? (systemCode(error) ?? error.name) : error.message;
}
