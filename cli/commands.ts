import type { Command } from './command.ts';
import { cancel } from './commands/cancel.ts';
import { drive } from './commands/drive.ts';
import { files } from './commands/files.ts';
import { importVideos } from './commands/import.ts';
import { login } from './commands/login.ts';
import { logout } from './commands/logout.ts';
import { post } from './commands/post.ts';
import { retry } from './commands/retry.ts';
import { schedule } from './commands/schedule.ts';
import { status } from './commands/status.ts';
import { transfer } from './commands/transfer.ts';
import { transfers } from './commands/transfers.ts';
import { upload } from './commands/upload.ts';
import { watch } from './commands/watch.ts';

/** Every command by its name, in the order of the help. */
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    login,
    logout,
    upload,
    post,
    schedule,
    status,
    watch,
    retry,
    cancel,
    drive,
    files,
    transfer,
    import: importVideos,
    transfers,
  }),
);
