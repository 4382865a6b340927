import type { Container } from './container.ts';
import { inspectFile } from './inspect-file.ts';
import type { Instagram } from './instagram.ts';

/** All bytes of a container are there: Instagram begins to process them, and says in the end what it thinks of them. */
export function noteBytesArrived(
  instagram: Instagram,
  container: Container,
  file: { readonly bytes: number; readonly sha256: string },
  nowMs: number,
): void {
  const { options, containers } = instagram;
  const inspection = inspectFile(options, container, instagram.filePath(container.fileId), file.bytes);
  containers.put({
    ...container,
    ...file,
    state: 'processing',
    durationMs: inspection.durationMs,
    fate: { ...container.fate, error: container.fate.error ?? inspection.error },
    readyAtMs: nowMs + Math.round(options.processingSeconds * 1000),
  });
  instagram.settle(nowMs);
}

/** The container has failed for good. @param error code and sub-code */
export function failContainer(instagram: Instagram, container: Container, error: string): void {
  instagram.containers.put({ ...container, state: 'error', error });
}
