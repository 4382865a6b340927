// A Drive that is nothing but a tree: a root with half of its files in one wide folder and half in folders of 100. The same
// tree is made up for the destination. Nothing is stored, so that it costs the planning side no time. Sends its address to the parent.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const [count = '0'] = process.argv.slice(2);
const files = Number(count);
const perFolder = 100;
const narrow = Math.floor(files / 2 / perFolder);
const folderType = 'application/vnd.google-apps.folder';
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

/** Ids say what lies where: `source-top`, `source-root` in it, `source-folder-7`, `source-file-7-31`, and the same with `there`. */
function render(id: string) {
  const [side = '', kind = '', folder = '', index = ''] = id.split('-');
  const parent = { file: `${side}-folder-${folder}`, folder: `${side}-root`, root: `${side}-top` }[kind];
  const place = `${folder}-${index}`;
  const isFile = kind === 'file';
  return {
    id,
    name: nameOf(id),
    mimeType: isFile ? 'video/mp4' : folderType,
    description: `What somebody has written about ${place}, some words and not more.`,
    ...(isFile && { size: '123456', md5Checksum: hash('md5', place), sha256Checksum: hash('sha256', place) }),
    parents: parent === undefined ? [] : [parent],
    createdTime: '2026-01-02T03:04:05.000Z',
    modifiedTime: '2026-02-03T04:05:06.000Z',
    version: '7',
    trashed: false,
    ownedByMe: true,
    owners: [{ emailAddress: 'ada@example.com' }],
    capabilities: {
      canDownload: isFile,
      canAddChildren: !isFile,
      canListChildren: !isFile,
      canEdit: true,
      canTrash: true,
    },
    webViewLink: `https://drive.google.com/file/d/${id}/view`,
  };
}

function nameOf(id: string): string {
  return `A file or folder with some name: ${id.slice(id.indexOf('-') + 1)}`;
}

function* childrenOf(id: string): Generator<string> {
  const [side, kind, folder] = id.split('-');
  if (kind === 'top') yield `${side}-root`;
  if (kind === 'root') for (let index = 0; index <= narrow; index += 1) yield `${side}-folder-${index}`;
  if (kind !== 'folder') return;
  const length = folder === '0' ? files - narrow * perFolder : perFolder;
  for (let index = 0; index < length; index += 1) yield `${side}-file-${folder}-${index}`;
}

function list(query: URLSearchParams) {
  const q = query.get('q') ?? '';
  const children = [...childrenOf(/'([^']*)' in parents/.exec(q)?.[1] ?? '')];
  const names = new Set([...q.matchAll(/name = '([^']*)'/g)].map(([, name]) => name));
  const found = names.size > 0 ? children.filter((id) => names.has(nameOf(id))) : children;
  const start = Number(query.get('pageToken') ?? 0);
  const end = start + Number(query.get('pageSize'));
  return { files: found.slice(start, end).map(render), ...(end < found.length && { nextPageToken: String(end) }) };
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://bare');
  const last = url.pathname.split('/').at(-1) ?? '';
  const about = { user: { emailAddress: 'ben@example.com', permissionId: '1' }, storageQuota: { usage: '0' } };
  const body = last === 'files' ? list(url.searchParams) : last === 'about' ? about : render(last);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
});
process.once('disconnect', () => process.exit());
