import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Used {
  /** In microseconds, since it started. */
  readonly cpu: number;
  readonly rss: number;
}

/** A process that listens on a port. */
export interface Child {
  readonly port: number;
  used(): Promise<Used>;
  end(): Promise<void>;
}

/** Starts one of the scripts here, without the TypeScript loader of the one that measures. */
export async function startChild(script: string, env: Readonly<Record<string, string>>): Promise<Child> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [], {
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'production', NO_PROXY: '127.0.0.1', ...env },
  });
  const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }];
  return {
    port,
    async used() {
      child.send('used');
      const [{ cpu, rss }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage; rss: number }];
      return { cpu: cpu.user + cpu.system, rss };
    },
    async end() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
