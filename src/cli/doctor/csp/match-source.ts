const hostSource = /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[\w.-]+|\[[\da-f:]+\])(?::(\d+|\*))?(\/[^?#]*)?$/i;
const schemeSource = /^([a-z][a-z\d+.-]*):$/i;
const usualPorts: Readonly<Record<string, string>> = { 'http:': '80', 'ws:': '80', 'https:': '443', 'wss:': '443' };

/** Whether a source expression of a policy matches an address, for a page of this origin: CSP Level 3, section 6.7.2. */
export function matchesSource(expression: string, address: string, origin: string): boolean {
  const url = new URL(address);
  const self = new URL(origin);
  if (expression === '*') return url.protocol in usualPorts || url.protocol === self.protocol;
  if (expression.toLowerCase() === "'self'") return matchesSelf(url, self);
  const [, scheme] = schemeSource.exec(expression) ?? [];
  if (scheme !== undefined) return matchesScheme(`${scheme.toLowerCase()}:`, url.protocol);
  const [, ofSource, host, port, path] = hostSource.exec(expression) ?? [];
  if (host === undefined || !(url.protocol in usualPorts)) return false;
  return (
    matchesScheme(ofSource === undefined ? self.protocol : `${ofSource.toLowerCase()}:`, url.protocol) &&
    matchesHost(host.toLowerCase(), url.hostname) &&
    matchesPort(port, url) &&
    matchesPath(path, url.pathname)
  );
}

/** The page's own origin, or the same over TLS or as a web socket. */
function matchesSelf(url: URL, self: URL): boolean {
  if (url.origin === self.origin && url.protocol === self.protocol) return true;
  const bothUsual = portOf(url) === usualPorts[url.protocol] && portOf(self) === usualPorts[self.protocol];
  if (url.hostname !== self.hostname || !(portOf(url) === portOf(self) || bothUsual)) return false;
  return ['https:', 'wss:'].includes(url.protocol) || (self.protocol === 'http:' && url.protocol === 'ws:');
}

/** What is written without TLS is permitted with it. The standard lets `wss:` match https too, but Chromium does not. */
function matchesScheme(written: string, actual: string): boolean {
  const withTls: Readonly<Record<string, string>> = { 'http:': 'https:', 'ws:': 'wss:' };
  return written === actual || withTls[written] === actual;
}

function matchesHost(written: string, actual: string): boolean {
  if (written === '*') return true;
  return written.startsWith('*.') ? actual.endsWith(written.slice(1)) : written === actual;
}

function matchesPort(written: string | undefined, url: URL): boolean {
  const actual = portOf(url);
  if (written === '*' || written === actual) return true;
  if (written === undefined) return actual === usualPorts[url.protocol];
  return written === '80' && actual === '443' && ['https:', 'wss:'].includes(url.protocol);
}

function matchesPath(written: string | undefined, actual: string): boolean {
  if (written === undefined) return true;
  return written.endsWith('/') ? actual.startsWith(written) : written === actual;
}

function portOf(url: URL): string {
  return url.port || (usualPorts[url.protocol] ?? '');
}
