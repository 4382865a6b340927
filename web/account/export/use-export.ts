import { useEffect, useRef, useState } from 'react';
import { readExport } from './read-export.ts';
import { saveFile } from './save-file.ts';

type State =
  | { readonly kind: 'idle' | 'cancelled' }
  | { readonly kind: 'running'; readonly count: number }
  | { readonly kind: 'saved'; readonly count: number; readonly bytes: number; readonly file: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/** One export at a time; leaving the page gives it up. */
export function useExport() {
  const [state, setState] = useState<State>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = async () => {
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    setState({ kind: 'running', count: 0 });
    try {
      const { file, count } = await readExport({ signal, onCount: (so) => setState({ kind: 'running', count: so }) });
      signal.throwIfAborted();
      const name = `hopper-export-${new Date().toISOString().slice(0, 10)}.json`;
      saveFile(file, name);
      setState({ kind: 'saved', count, bytes: file.size, file: name });
    } catch (error) {
      setState(signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error });
    }
  };
  return { state, start: () => void start(), cancel: () => running.current?.abort() };
}
