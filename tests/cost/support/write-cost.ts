import { writeFileSync } from 'node:fs';
import { synthesize } from '../../infra/support/synthesize.ts';
import { measureCalls } from './measure.ts';
import { readRecorded, writeRecorded } from './recorded.ts';
import { renderCost } from './render-cost.ts';

// `--page` writes the page anew from what was counted last.
if (!process.argv.includes('--page')) writeRecorded(await measureCalls());
writeFileSync(new URL('../../../docs/cost.md', import.meta.url), renderCost(readRecorded(), synthesize('prod')));
