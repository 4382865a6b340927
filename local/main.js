// Plain JavaScript: an old Node must get as far as the message that says so.
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { requireNode24 } from './require-node-24.js';

requireNode24();

// Compiled code and stripped types are kept, also by the child processes: a start takes a second less, and none of them
// has to load the TypeScript compiler, which would stay in its memory.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/hopper', import.meta.url));
module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
await import('./start.ts');
