import type { Context } from '@microsoft/microsoft-graph-client/lib/es/src/IContext.js';
import type { Middleware } from '@microsoft/microsoft-graph-client/lib/es/src/middleware/IMiddleware.js';

/**
 * The last middleware of the chain where the local Teams emulator stands in for Graph. Only here the address changes:
 * the client before it gives tokens to Graph's own host alone, and reads links to further pages only on it.
 */
export class EmulatorMiddleware implements Middleware {
  readonly #graph: string;
  readonly #emulated: string;

  /** `graph` is the origin that the emulator stands in for. */
  constructor(graph: string, emulator: string) {
    this.#graph = graph;
    this.#emulated = `${new URL(emulator).origin}/graph`;
  }

  async execute(context: Context): Promise<void> {
    const { request } = context;
    context.response =
      typeof request === 'string'
        ? await fetch(this.#rewrite(request), context.options)
        : await fetch(new Request(this.#rewrite(request.url), request), context.options);
  }

  #rewrite(url: string): string {
    return url.startsWith(`${this.#graph}/`) ? this.#emulated + url.slice(this.#graph.length) : url;
  }
}
