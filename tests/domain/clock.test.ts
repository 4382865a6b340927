import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const clockModule = new URL('../../shared/domain/clock.ts', import.meta.url).href;

describe('the real clock', () => {
  it('keeps a process alive that does nothing but wait', async () => {
    const script = `
      const { pause, systemClock } = await import(${JSON.stringify(clockModule)});
      pause(systemClock, 50).then(() => console.log('waited'));`;
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
    expect(stdout).toBe('waited\n');
  });

  it('lets a process go that has cancelled its timer', async () => {
    const script = `
      const { systemClock } = await import(${JSON.stringify(clockModule)});
      const cancel = systemClock.after(3_600_000, () => {});
      cancel();`;
    const run = promisify(execFile);
    const { stderr } = await run(process.execPath, ['--input-type=module', '--eval', script], { timeout: 30_000 });
    expect(stderr).toBe('');
  });
});
