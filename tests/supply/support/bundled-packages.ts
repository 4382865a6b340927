import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** A package of others that a bundle holds. */
export interface BundledPackage extends z.infer<typeof Manifest> {
  /** Its licence and its notice; empty where the package brings neither. */
  readonly text: string;
}

const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * The packages that the modules of bundles come from, in the order of their names.
 * @param modules paths, absolute or from the project's folder
 */
export async function readBundledPackages(modules: Iterable<string>): Promise<BundledPackage[]> {
  const folders = new Set([...modules].flatMap((module) => packageFolder.exec(module)?.[1] ?? []));
  const found = await Promise.all([...folders].map(readPackage));
  const byName = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byName.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** @param folder that of the package */
export async function readPackage(folder: string): Promise<BundledPackage> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|notice)(\.(md|txt))?$/i.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return { ...manifest, text: texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n') };
}
