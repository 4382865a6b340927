/** What a simulated platform answers; `file` is streamed from disk. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Byte range of a file on disk, both ends included. */
  readonly file?: { readonly path: string; readonly start: number; readonly end: number };
}

export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store', ...headers },
    body: `${JSON.stringify(value, null, 2)}\n`,
  };
}

export function emptyAnswer(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers };
}

export function htmlAnswer(status: number, html: string): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body: html };
}

export function redirectAnswer(location: string): Answer {
  return { status: 302, headers: { location, 'cache-control': 'no-store' } };
}
