import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { DriveApi } from '../../../shared/domain/drive/drive-api.ts';
import { buildDriveAddresses } from '../../../shared/platforms/google-drive/addresses.ts';
import { createDriveApi, type DriveTokens } from '../../../shared/platforms/google-drive/create-drive-api.ts';
import type { OpenAnswer, OpenBody } from '../../../shared/platforms/open-body.ts';
import { openOverHttp } from '../../../shared/platforms/open-body.ts';
import type { PlatformAnswer } from '../../../shared/platforms/send.ts';
import type { Activity } from '../../crash/support/activity.ts';
import type { StruckProcess } from '../../crash/support/struck-process.ts';

/** The real client of Drive in a process that the strike may hit. @param url of the simulated platforms */
export function driveOver(
  process: StruckProcess,
  tokens: DriveTokens,
  { url, activity }: { readonly url: string; readonly activity: Activity },
): DriveApi {
  const send = process.send('drive');
  return createDriveApi(tokens, {
    addresses: buildDriveAddresses(`${url}/drive`),
    send,
    sendBytes: send,
    open: openThrough(process, activity),
    now: process.clock.now,
  });
}

/**
 * Downloads as outside calls, whose bodies may break. The body of an export is read at once; those of files go out again, and
 * are under way for as long as that is.
 */
function openThrough(process: StruckProcess, activity: Activity): OpenBody {
  return async (request) => {
    const { signal = new AbortController().signal, url } = request;
    const opened = Promise.withResolvers<OpenAnswer | PlatformAnswer>();
    const isExport = url.pathname.endsWith('/export');
    const body = await process.stream(isExport ? 'drive.export' : 'drive.download', signal, async () => {
      const answer = await activity.track(openOverHttp(request));
      opened.resolve(answer);
      if (!('body' in answer)) return Readable.from([]);
      // A dead process has no connections.
      void process.died.then(() => answer.body.destroy());
      if (isExport) void activity.track(finished(answer.body).catch(() => undefined));
      return answer.body;
    });
    const answer = await opened.promise;
    return 'body' in answer ? { ...answer, body } : answer;
  };
}
