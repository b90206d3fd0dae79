import type { Context } from '@microsoft/microsoft-graph-client/lib/es/src/IContext.js';
import type { Middleware } from '@microsoft/microsoft-graph-client/lib/es/src/middleware/IMiddleware.js';

const GRAPH = 'https://graph.microsoft.com';

/**
 * The last middleware of the chain where the local Teams emulator stands in for Graph. Only here the address changes:
 * the client before it gives tokens to Graph's own host alone, and reads links to further pages only on it.
 */
export class EmulatorMiddleware implements Middleware {
  readonly #graph: string;

  constructor(emulator: string) {
    this.#graph = `${new URL(emulator).origin}/graph`;
  }

  async execute(context: Context): Promise<void> {
    const { request } = context;
    context.response =
      typeof request === 'string'
        ? await fetch(this.#rewrite(request), context.options)
        : await fetch(new Request(this.#rewrite(request.url), request), context.options);
  }

  #rewrite(url: string): string {
    return url.startsWith(`${GRAPH}/`) ? this.#graph + url.slice(GRAPH.length) : url;
  }
}
