import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Lets everybody read files and folders. They go into the package of a function with the modes that they have here, and Lambda
 * reads them as somebody else: built under a umask that keeps others out, no function would start.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/deployment-package-v2.html
 */
export async function letAllRead(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  const entries = await readdir(folder, { withFileTypes: true });
  await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? letAllRead(path) : chmod(path, 0o644);
    }),
  );
}
