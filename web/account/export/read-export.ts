import { type Api, api } from '../../data/api.ts';
import { queryClient } from '../../data/query-client.ts';

type ExportedItem = Awaited<ReturnType<Api['exportAccount']>>['items'][number];

export interface Export {
  readonly file: Blob;
  readonly count: number;
}

interface Watch {
  readonly signal: AbortSignal;
  /** Hears how many entries there are so far. */
  readonly onCount: (count: number) => void;
}

/**
 * Everything that is kept about whoever is signed in, as one JSON file. Pages become text as they come, so that a long
 * account does not stand in memory twice.
 * @throws ApiError, and AbortError when it is given up
 */
export async function readExport({ signal, onCount }: Watch): Promise<Export> {
  const parts: string[] = [];
  let count = 0;
  let cursor: string | undefined;
  do {
    const { items, next } = await fetchPage(cursor, signal);
    if (items.length > 0) parts.push(items.map((item) => JSON.stringify(item, null, 2)).join(',\n'));
    count += items.length;
    onCount(count);
    cursor = next;
  } while (cursor !== undefined);
  const head = `{"exported_at": ${JSON.stringify(new Date().toISOString())}, "items": [\n`;
  const file = new Blob([head, parts.join(',\n'), '\n]}\n'], { type: 'application/json' });
  return { file, count };
}

interface ExportPage {
  readonly items: readonly ExportedItem[];
  readonly next: string | undefined;
}

/** Tried again like every read when that can help, and kept nowhere. */
function fetchPage(cursor: string | undefined, signal: AbortSignal): Promise<ExportPage> {
  return queryClient.fetchQuery({
    queryKey: ['export', cursor ?? ''],
    staleTime: 0,
    gcTime: 0,
    queryFn: async () => {
      let next: string | undefined;
      const onHeaders = (headers: Headers) => {
        next = headers.get('x-next-cursor') ?? undefined;
      };
      const { items } = await api.exportAccount({ query: { cursor } }, { signal, onHeaders });
      return { items, next };
    },
  });
}
