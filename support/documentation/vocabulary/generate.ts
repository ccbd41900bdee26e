import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../package.ts';
import { readVocabulary } from './read.ts';
import { withVocabulary } from './write.ts';

// Writes the exported steps into steps/README.md: tsx support/documentation/vocabulary/generate.ts

const file = join(packageRoot, 'steps', 'README.md');
writeFileSync(file, withVocabulary(readFileSync(file, 'utf8'), await readVocabulary()));
