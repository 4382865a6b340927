/** Pictures of videos, and handles of files whose upload has not finished: what a reload of the page would lose. */
export type StoreName = 'thumbnails' | 'files';

const storeNames: readonly StoreName[] = ['thumbnails', 'files'];
let opening: Promise<IDBDatabase> | undefined;

/**
 * One of the page's own stores in the browser's database. It holds nothing that lets anybody in.
 * @throws DOMException in browsers that refuse storage
 */
export async function openUploadStore(name: StoreName, mode: IDBTransactionMode): Promise<IDBObjectStore> {
  opening ??= openDatabase();
  // A failure is not kept: the next one tries again.
  opening.catch(() => {
    opening = undefined;
  });
  return (await opening).transaction(name, mode).objectStore(name);
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('hopper', 1);
  request.addEventListener('upgradeneeded', () => {
    for (const name of storeNames) request.result.createObjectStore(name);
  });
  return withRequest(request);
}

/** A request of the browser's database as a promise. */
export function withRequest<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
