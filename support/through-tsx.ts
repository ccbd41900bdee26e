/**
 * A module that is or imports JSX. Node reads TypeScript by itself, and starts faster; in a checkout JSX is for tsx.
 * Installed, it is JavaScript. Rejects as the import does for any other reason.
 * @param path the same as in `load`, from `importer`, the URL of the file that imports
 */
export async function throughTsx<Module>(load: () => Promise<Module>, path: string, importer: string): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_UNKNOWN_FILE_EXTENSION') throw error;
    const { tsImport } = await import('tsx/esm/api');
    return (await tsImport(path, importer)) as Module;
  }
}
