export { describeAttempt, type StoppedAttempt } from './attempts.ts';
export { chooseIsolation, notToBeHad } from './choose.ts';
export { linkHome } from './home.ts';
export { explain } from './obstacles.ts';
export { homes } from './plan.ts';
export { type Sandbox, SandboxError, startSandbox } from './sandbox.ts';
export {
  describeIsolation,
  ISOLATION_CHOICES,
  type Isolation,
  type IsolationChoice,
  inForce,
  type KernelIsolation,
  type SandboxTool,
} from './types.ts';
export { homeFile, visibleTo } from './visible.ts';
