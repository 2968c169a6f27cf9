import { ownProblem, readProblem } from './problem.ts';
import { addressOf, type Query } from './request.ts';

const prefix = '/api/v1';

export interface Sending {
  /** Below `/api/v1`. */
  readonly path: string;
  readonly query: Query;
  readonly workspace: string;
  readonly file: Blob;
  /** Told from 0 to 1 how much has been sent. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a file as the body of a request and resolves to the answer; rejects with a `Problem`, like any request. */
export function sendFile({ path, query, workspace, file, onProgress, signal }: Sending): Promise<unknown> {
  return new Promise((resolve, reject) => {
    // Of all that browsers offer this alone tells how much has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', prefix + addressOf({ path, query }));
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-sarafan-workspace', workspace);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(ownProblem(0, 'offline'));
    request.onabort = () => reject(ownProblem(0, 'offline'));
    request.onload = () => {
      const body = parse(request.responseText);
      if (request.status >= 200 && request.status < 300 && body !== undefined) resolve(body);
      else reject(readProblem(request.status, body) ?? ownProblem(request.status, 'strange_answer'));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** Saves a file under a name, as the browser saves whatever is downloaded. */
export function saveFile(file: Blob, fileName: string): void {
  const href = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = href;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(href);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
