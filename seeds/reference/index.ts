import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { GlossaryService } from '../../src/areas/glossary';

/** The glossary that comes with the platform: a file for each trade, a line for each concept. */
const GLOSSARY = join(__dirname, 'glossary');

/**
 * Lists that the areas read from the database: the glossary. Districts (GB/T 2260) and the check of sector codes
 * (GB/T 4754) are constants of their areas, so that a new version of a list is a reviewed change.
 */
export function seedReference(app: INestApplicationContext): Promise<void> {
  return app.get(GlossaryService).load(readGlossary());
}

/** Every concept of the files. */
export const readGlossary = (): ReturnType<typeof conceptsOf> =>
  readdirSync(GLOSSARY)
    .filter((file) => file.endsWith('.tsv'))
    .flatMap(conceptsOf);

function conceptsOf(file: string): { code: string; zh: string[]; en: string[]; domain: string }[] {
  const [, ...lines] = readFileSync(join(GLOSSARY, file), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [code = '', zh = '', en = ''] = line.split('\t');
    return { code, zh: zh.split('|'), en: en.split('|'), domain: file.replace('.tsv', '') };
  });
}
