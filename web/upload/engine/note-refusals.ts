import { api } from '../../data/api.ts';
import { platformTitles } from '../../data/platforms.ts';
import { uploadTexts as texts } from '../../texts/en/upload.ts';
import { patchUpload } from '../uploads.ts';

/**
 * Says at the upload which platforms will not take the video, as far as its size and name tell: nobody shall learn that after
 * an hour of sending. The upload goes on all the same, and also when this cannot be found out.
 */
export async function noteRefusals(id: string, videoId: string): Promise<void> {
  try {
    const { destinations } = await api.preflightVideo({ params: { videoId } });
    const notes = destinations.flatMap(({ platform, findings }) =>
      findings
        .filter(({ level }) => level === 'refused')
        .map(({ message }) => texts.refusedBy(platformTitles[platform], message)),
    );
    patchUpload(id, { notes: [...new Set(notes)] });
  } catch {
    // The card of the video says it later.
  }
}
