import { LogFile } from '../../../local/cloud/processes/log-file.ts';
import { startGuarded } from '../../../local/cloud/processes/start-guarded.ts';

/** Owns a guarded command and prints its process id; for tests that kill the owner. */
const child = startGuarded({
  command: process.argv[2] ?? '',
  args: process.argv.slice(3),
  log: new LogFile('/dev/null'),
});
console.log(child.pid);
setInterval(() => undefined, 1000);
