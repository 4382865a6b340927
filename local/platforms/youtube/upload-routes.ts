import { handleSessionPut } from '../google-api/resumable/session-put.ts';
import { emptyAnswer } from '../http/answer.ts';
import type { Exchange, PickedOperation, Route } from '../platform.ts';
import { receiveVideo } from './receive-video.ts';
import { createVideoUploads } from './video-uploads.ts';
import { openUploadSession } from './videos-insert.ts';
import type { Youtube } from './youtube.ts';

/** Discovery lists a second path with the same protocol. */
const path = /^(\/resumable)?\/upload\/youtube\/v3\/videos$/;

/** `videos.insert` in its three forms, and the upload session. */
export function buildUploadRoutes(youtube: Youtube): Route[] {
  const uploads = createVideoUploads(youtube);
  return [
    {
      method: 'POST',
      path,
      operation: 'videos.insert',
      audience: 'api',
      streamsBody: (exchange) => !isResumable(exchange),
      handle: (exchange) =>
        isResumable(exchange) ? openUploadSession(youtube, exchange) : receiveVideo(youtube, exchange),
    },
    {
      method: 'PUT',
      path,
      operation: sessionOperation,
      audience: 'api',
      streamsBody: true,
      handle: (exchange) => handleSessionPut(uploads, exchange),
    },
    {
      method: 'DELETE',
      path,
      operation: 'videos.insert.cancel',
      audience: 'api',
      handle: (exchange) => {
        const session = youtube.sessions.find(exchange.query.get('upload_id') ?? '');
        if (session?.state === 'open') youtube.sessions.put({ ...session, state: 'lost' });
        // Sibling services of Google answer a cancelled session like this.
        return emptyAnswer(session ? 499 : 404);
      },
    },
  ];
}

function isResumable({ path: at, query }: Exchange): boolean {
  return at.startsWith('/resumable/') || query.get('uploadType') === 'resumable';
}

/** A PUT to a session either asks how far it got or sends bytes. */
const sessionOperation: PickedOperation = {
  names: ['videos.insert.status', 'videos.insert.upload'],
  pick: ({ request }) =>
    /^bytes \*\//.test(request.headers['content-range'] ?? '') ? 'videos.insert.status' : 'videos.insert.upload',
};
