import { connect } from 'node:net';

export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Of each request, in milliseconds, in order of size. */
  readonly latencies: readonly number[];
}

/**
 * Asks as fast as it is answered, over connections that stay open, for so many seconds. Requests are written as bytes
 * made beforehand and answers only measured off: an HTTP client would need more of the machine than what is measured.
 */
export async function load(
  ports: readonly number[],
  requests: readonly Buffer[],
  status: number,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Load> {
  const start = performance.now();
  const end = start + seconds * 1000;
  const latencies: number[] = [];
  await Promise.all(
    Array.from({ length: connections }, (_, index) =>
      askInTurn(ports[index % ports.length] ?? 0, requests, status, index, end, latencies),
    ),
  );
  const took = (performance.now() - start) / 1000;
  return { requests: latencies.length, seconds: took, latencies: latencies.sort((a, b) => a - b) };
}

function askInTurn(
  port: number,
  requests: readonly Buffer[],
  status: number,
  first: number,
  end: number,
  latencies: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let next = first;
    let asked = 0;
    let received = '';
    const ask = (): void => {
      asked = performance.now();
      received = '';
      socket.write(requests[next++ % requests.length] ?? '');
    };
    socket.setEncoding('latin1');
    socket.once('connect', ask);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The server closed a connection.')));
    socket.on('data', (part: string) => {
      received += part;
      if (!isWhole(received)) return;
      if (!received.startsWith(`HTTP/1.1 ${status}`)) return void socket.destroy(new Error(received));
      const now = performance.now();
      latencies.push(now - asked);
      if (now < end) return ask();
      socket.removeAllListeners('close');
      socket.end();
      resolve();
    });
  });
}

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, headEnd));
  return length ? answer.length >= headEnd + 4 + Number(length[1]) : answer.endsWith('\r\n0\r\n\r\n');
}
