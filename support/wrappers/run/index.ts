export { type RunOptions, runCommand } from './command.ts';
export type { CountedCall } from './egress/calls.ts';
export { type Egress, type EgressOptions, startEgress } from './egress/index.ts';
export { allowedOf, type CleanOptions, cleanEnvironment } from './environment.ts';
export type { OutputStream } from './output.ts';
export {
  fillPlaceholders,
  PLACEHOLDERS,
  type Placeholder,
  type PlaceholderValues,
  placeholderValues,
} from './placeholders.ts';
export { newRunFolder, type RunFolder } from './run-folder.ts';
