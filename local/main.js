// Plain JavaScript: an old Node must get as far as the message that says so.
import { requireNode24 } from './require-node-24.js';

requireNode24();
await import('./start.ts');
