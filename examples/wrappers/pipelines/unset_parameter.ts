// Wrong: whether traffic is encrypted is a parameter of the pipeline that is off by default, and nobody sets it.

import { definitionOf } from './definition.ts';
import { run } from './run.ts';

const encrypt = { Name: 'Encrypt', Type: 'Boolean', DefaultValue: false };

try {
  await run(definitionOf({ Get: 'Parameters.Encrypt' }, [encrypt]));
} catch (error) {
  console.error(`refused: ${error}`);
  process.exitCode = 1;
}
