import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BundledPackage, readBundledPackages, readPackage } from './bundled-packages.ts';
import { listFunctionModules, listPageModules } from './list-modules.ts';

const root = new URL('../../..', import.meta.url);
/** Served with the page, since the page is what hands the code of others on to browsers. */
export const noticesFile = fileURLToPath(new URL('web/public/third-party-notices.txt', root));

/** Everything of others that Hopper hands on: in its functions, in its page, and as data taken from a package. */
export async function listPackages(): Promise<BundledPackage[]> {
  const modules = [...(await listFunctionModules()), ...(await listPageModules())];
  const passwords = await readPackage(fileURLToPath(new URL('node_modules/@zxcvbn-ts/language-common', root)));
  return [...(await readBundledPackages(modules)), passwords];
}

/** One page that names them all, each licence text once. */
export function renderNotices(packages: readonly BundledPackage[]): string {
  const byText = Map.groupBy(packages, ({ license, text }) => (license === 'Apache-2.0' ? license : text || license));
  const parts = [...byText.values()].map((group) => {
    const names = group.map(({ name, version, license }) => `${name} ${version} (${license})`);
    const text = group.map((one) => one.text).reduce((a, b) => (b.length > a.length ? b : a));
    return `${names.join('\n')}\n\n${text || 'The package brings no text of its licence.'}`;
  });
  return `Hopper contains code of others, under these licences.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

if (import.meta.main) {
  const packages = await listPackages();
  // The bundler of the page does not run within jest, so its test asks this program.
  if (process.argv.includes('--list')) console.log(JSON.stringify(packages));
  else writeFileSync(noticesFile, renderNotices(packages));
}
