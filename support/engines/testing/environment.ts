/** For tests: runs something with other variables in the environment; `undefined` takes one away. */
export async function withEnvironment<Value>(
  variables: NodeJS.ProcessEnv,
  run: () => Value | Promise<Value>,
): Promise<Value> {
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  put(variables);
  try {
    return await run();
  } finally {
    put(before);
  }
}

function put(variables: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
