import { createServer } from 'node:http';

/**
 * Answers on one port of this machine and on nothing else, under both addresses that `localhost` can mean. Port 0 takes
 * one that is free.
 *
 * @param {number} port
 * @param {import('node:http').RequestListener} listener
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function listen(port, listener) {
  const first = await listenOn('127.0.0.1', port, listener);
  const taken = first.address().port;
  try {
    const second = await listenOn('::1', taken, listener).catch((error) => {
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return undefined; // a machine without IPv6
      throw error;
    });
    const servers = second ? [first, second] : [first];
    return { port: taken, close: async () => void (await Promise.all(servers.map(close))) };
  } catch (error) {
    await close(first);
    if (port === 0 && error.code === 'EADDRINUSE') return listen(port, listener); // free on one address only
    throw error;
  }
}

/**
 * Starts what listens on a port; where the port is taken, the error says what can be done about it.
 *
 * @template T
 * @param {string} option
 * @param {number} port
 * @param {() => Promise<T>} start
 * @returns {Promise<T>}
 */
export async function explained(option, port, start) {
  try {
    return await start();
  } catch (cause) {
    if (cause.code !== 'EADDRINUSE' && cause.cause?.code !== 'EADDRINUSE') throw cause;
    const advice = `Choose another one with ${option}, or 0 for any that is free.`;
    throw new Error(`Port ${port} is taken by another program. ${advice}`, { cause });
  }
}

function listenOn(host, port, listener) {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', reject);
    server.listen({ host, port }, () => resolve(server));
  });
}

function close(server) {
  return new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}
