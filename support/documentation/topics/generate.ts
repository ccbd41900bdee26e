import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../package.ts';
import { topicsDocument } from './table.ts';

// Writes docs/findings.md: tsx support/documentation/topics/generate.ts

writeFileSync(join(packageRoot, 'docs', 'findings.md'), topicsDocument());
