import type { Authority } from '../authority/authority.js';
import type { EventLog } from '../control/event-log.js';
import { suffer } from '../control/fault-response.js';
import type { Face, Faults } from '../control/faults.js';
import type { Graph } from '../graph/graph.js';
import type { CommunicationIdentity } from '../identity/communication-identity.js';
import type { World } from '../world/world.js';
import { preflight, refuseForeign, shareWithPage } from './cross-origin.js';
import { worldPage } from './world-page.js';

/** What answers behind the emulator's one port. */
export interface Faces {
  readonly url: string;
  readonly world: () => World;
  readonly authority: Authority;
  readonly identity: CommunicationIdentity;
  readonly graph: Graph;
  readonly token: (request: Request) => Promise<Response>;
  readonly control: (request: Request) => Promise<Response>;
  readonly faults: Faults;
  readonly events: EventLog;
}

/** Makes the one Fetch handler of the emulator: it lets in, sends on, lets fail, and writes down. */
export function facesHandler(faces: Faces): (request: Request) => Promise<Response> {
  return async (request) => {
    const began = performance.now();
    const refusal = refuseForeign(request);
    const response = refusal ?? (await answer(faces, request));
    if (!refusal) shareWithPage(request, response);
    note(faces.events, request, response, performance.now() - began);
    return response;
  };
}

async function answer(faces: Faces, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const face = faceOf(pathname);
  // The token service is asked itself, as in production; it knows whom it lets ask.
  if (request.method === 'OPTIONS' && pathname !== '/token') return preflight(request);

  const fault = face && request.method !== 'OPTIONS' ? faces.faults.take(face, faultPath(pathname)) : undefined;
  const suffered = fault ? await suffer(pathname, fault, request.signal) : undefined;
  if (suffered) return suffered;

  if (pathname === '/' || pathname === '/_emulator' || pathname === '/_emulator/') {
    return worldPage(faces.url, faces.world());
  }
  if (pathname.startsWith('/_emulator/')) return faces.control(request);
  if (pathname === '/token') return faces.token(request);
  if (isCommunicationServices(pathname)) return faces.identity.answer(request);
  if (pathname.startsWith('/graph/')) return faces.graph.answer(request);
  return (await faces.authority.answer(request)) ?? nothingHere(pathname);
}

function isCommunicationServices(pathname: string): boolean {
  return pathname.startsWith('/acs/') || pathname.startsWith('/teamsUser/');
}

/** Faults know Communication Services by its path below `/acs`, wherever it was asked. */
function faultPath(pathname: string): string {
  return pathname.startsWith('/teamsUser/') ? `/acs${pathname}` : pathname;
}

/** Which face a path belongs to, as faults name them. */
function faceOf(pathname: string): Face | undefined {
  if (pathname === '/token' || isCommunicationServices(pathname)) return 'exchange';
  if (pathname.startsWith('/graph/')) return 'graph';
  if (/^\/[^/]+\/(oauth2|discovery|v2\.0|login|consent)\b/.test(pathname) && !pathname.startsWith('/_emulator/')) {
    return 'authority';
  }
  return undefined;
}

/** Only the path is written down: queries hold codes and hints. */
function note(events: EventLog, request: Request, response: Response, tookMs: number): void {
  const { pathname } = new URL(request.url);
  // Preflights say nothing that the request after them does not, and reading the log must not fill it.
  if (request.method === 'OPTIONS' || pathname === '/_emulator/log') return;
  events.add({
    kind: 'request',
    face: faceOf(pathname) ?? (pathname.startsWith('/_emulator') ? 'control' : 'none'),
    method: request.method,
    path: pathname,
    status: response.status,
    durationMs: Math.round(tookMs),
  });
}

function nothingHere(pathname: string): Response {
  return Response.json({ error: 'not_found', message: `There is nothing at ${pathname}.` }, { status: 404 });
}
