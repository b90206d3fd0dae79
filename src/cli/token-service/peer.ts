import { CommandError } from '../command.js';

/** Loads a package that is needed for one setting only, so that whoever does not use it need not have it. */
export async function loadPeer<Module>(name: string, why: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    if (!isMissing(cause, name)) throw cause;
    throw new CommandError(`${why} needs the package ${name}, which is not there: npm install ${name}.`, 1);
  }
}

/** Not where a package is there and lacks one of its own. */
function isMissing(cause: unknown, name: string): boolean {
  return (
    cause instanceof Error &&
    'code' in cause &&
    cause.code === 'ERR_MODULE_NOT_FOUND' &&
    cause.message.includes(`'${name}'`)
  );
}
