import { join } from 'node:path';
import { packageRoot } from '../../package.ts';

const { TRAIN_ENCRYPT_TEST_PROGRAM: bundled = '' } = process.env;

/**
 * The command line that tests start: the sources, or what `verification/tests.ts` has just bundled of them, which loads
 * faster. A copy of this checkout with a fault in it starts its own.
 */
export const MAIN = bundled.startsWith(join(packageRoot, 'reports'))
  ? bundled
  : join(packageRoot, 'support', 'main.ts');
