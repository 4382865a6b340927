/** Pictures of videos: they have no place on the server, and whoever took them keeps them. */
const storeName = 'thumbnails';
let opening: Promise<IDBDatabase> | undefined;

/**
 * The page's own store in the browser's database. It holds nothing that lets anybody in.
 * @throws DOMException in browsers that refuse storage
 */
export async function openStore(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  opening ??= openDatabase();
  // A failure is not kept: the next one tries again.
  opening.catch(() => {
    opening = undefined;
  });
  return (await opening).transaction(storeName, mode).objectStore(storeName);
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('hopper', 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName));
  return withRequest(request);
}

/** A request of the browser's database as a promise. */
export function withRequest<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
