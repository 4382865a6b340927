#!/usr/bin/env node
// Plain JavaScript: an old Node must get as far as the message that says so.
import { requireNode24 } from '../local/require-node-24.js';

requireNode24();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
