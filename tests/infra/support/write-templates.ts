import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { synthesizeTemplates } from './build-stage.ts';

const Wanted = z.tuple([z.enum(['local', 'dev', 'prod']), z.looseObject({})]);

/** `node write-templates.ts '["dev", {}]' file`: what `synthesizeTemplates` gives for these arguments, as JSON in the file. */
const [wanted = '', file = ''] = process.argv.slice(2);
writeFileSync(file, JSON.stringify(synthesizeTemplates(...Wanted.parse(JSON.parse(wanted)))));
