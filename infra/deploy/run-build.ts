import { spawnSync } from 'node:child_process';

/** Bundles functions and page, with what it says on this terminal. @throws Error when they do not build */
export function runBuild(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build has failed, see above. Nothing is deployed.');
}
