/** Keeps the lines that functions write to their log out of the report of this test file's process. */
export function silenceLogs(): void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: string | Uint8Array, ...rest: []) =>
    (typeof chunk === 'string' && chunk.startsWith('{')) || write(chunk, ...rest);
}
