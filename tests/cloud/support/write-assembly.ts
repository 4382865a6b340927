import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One stack of an assembly that a test makes up. */
export interface StackFixture {
  readonly name: string;
  readonly template: object;
  readonly dependencies?: readonly string[];
  /** Folders with code by the object key that the template names. */
  readonly assets?: Readonly<Record<string, string>>;
}

/** Writes stacks as `cdk synth` writes them. */
export function writeAssembly(directory: string, stacks: readonly StackFixture[]): string {
  mkdirSync(directory, { recursive: true });
  const writeJson = (name: string, value: object) => writeFileSync(join(directory, name), JSON.stringify(value));
  const artifacts = stacks.flatMap(({ name, template, dependencies = [], assets = {} }) => {
    writeJson(`${name}.template.json`, template);
    const files = Object.entries(assets).map(([objectKey, path]) => [
      objectKey,
      { source: { path, packaging: 'zip' }, destinations: { here: { objectKey } } },
    ]);
    writeJson(`${name}.assets.json`, { files: Object.fromEntries(files) });
    return [
      [`${name}.assets`, { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } }],
      [
        name,
        {
          type: 'aws:cloudformation:stack',
          properties: { templateFile: `${name}.template.json`, stackName: `demo-${name}` },
          dependencies: [...dependencies, `${name}.assets`],
        },
      ],
    ];
  });
  writeJson('manifest.json', { version: '1', artifacts: Object.fromEntries(artifacts) });
  return directory;
}
