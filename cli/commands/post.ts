import type { Command } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';

export const post: Command = {
  usage: 'post [VIDEO…]',
  summary: 'Post these videos now, or the waiting ones as the settings say',
  async run({ client, words, terminal }) {
    const body = words.length > 0 ? { video_ids: [...words], mode: 'immediate' as const } : undefined;
    const answer = await client().postVideos(body ? { body } : {});
    const refused = answer.refused.map(({ platform, reason }) => `  ${platform}: ${reason}`);
    terminal.result(answer, [answer.message, ...refused]);
    return answer.queued + answer.scheduled > 0 ? exitCodes.ok : exitCodes.failed;
  },
};
