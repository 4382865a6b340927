/** Settings, and the version that they are of. */
export interface Versioned<T> {
  readonly settings: T;
  readonly etag: string | undefined;
}

/** Hears the headers of an answer; a part of what every call takes. */
interface Listening {
  readonly onHeaders: (headers: Headers) => void;
}

/** Calls for settings, and keeps the ETag that they are answered with. */
export async function withEtag<T>(call: (listening: Listening) => Promise<T>): Promise<Versioned<T>> {
  let etag: string | undefined;
  const onHeaders = (headers: Headers) => {
    etag = headers.get('etag') ?? undefined;
  };
  const settings = await call({ onHeaders });
  return { settings, etag };
}
