import type { WebSocket } from 'ws';
import type { Fault } from '../control/faults.js';
import type { World } from '../world/world.js';
import { serve } from './connection.js';
import { actAs, startScripted, type StartRequest } from './control-acts.js';
import { END, RefusedError } from './end-reasons.js';
import type { CallView } from './hub-call.js';
import type { HubRequest } from './protocol.js';
import { rawIdOfUser } from './raw-id.js';
import { Session, type SessionUser } from './session.js';
import { Switchboard } from './switchboard.js';
import { usualTimings, type HubTimings } from './timings.js';

export type { CallView } from './hub-call.js';

export interface HubOptions {
  readonly world: () => World;
  /** Whom a Communication Services token was issued to; `expiresAt` in milliseconds since 1970. */
  readonly verify: (
    token: string,
  ) => Promise<{ readonly userId: string; readonly tenantId: string; readonly expiresAt: number }>;
  readonly log: (event: {
    readonly kind: string;
    readonly [detail: string]: string | number | boolean | undefined;
  }) => void;
  /** The fault that the next thing on this face has to suffer, if one was ordered. */
  readonly fault: (path: string) => Fault | undefined;
  /** How long things take. Tests make them short. */
  readonly timings?: Partial<HubTimings>;
}

/** The signalling of all calls: it rings, connects and ends them. Media goes from page to page. */
export interface Hub {
  /** Takes over an upgraded WebSocket (`ws` package). */
  accept(socket: WebSocket): void;
  calls(): readonly CallView[];
  /** A number or user rings a signed-in user. Throws an Error with a sentence when `to` is unknown or not signed in. */
  startCall(request: StartRequest): { readonly callId: string };
  /** Makes a scripted party act. Throws an Error with a sentence when it cannot. */
  act(callId: string, request: { readonly as: string; readonly action: string }): void;
  /** Forgets every call and signs every page out. */
  reset(): void;
  close(): Promise<void>;
}

export function createHub(options: HubOptions): Hub {
  const timings = { ...usualTimings, ...options.timings };
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();

  const sessionsOf = (rawId: string): readonly Session[] =>
    [...sessions.values()].filter((session) => session.rawId === rawId && session.authenticated);
  const board = new Switchboard({ world: options.world, timings, sessionsOf, log: options.log });

  const verify = async (token: string): Promise<SessionUser> => {
    const { userId, expiresAt } = await options.verify(token);
    return { rawId: rawIdOfUser(userId), expiresAt };
  };

  const part = (session: Session, onPurpose: boolean): void => {
    sessions.delete(session.id);
    session.close();
    board.part(session, onPurpose);
    options.log({ kind: onPurpose ? 'session-left' : 'session-lost', session: session.id });
  };

  const perform = async (session: Session, request: HubRequest): Promise<void> => {
    switch (request.kind) {
      case 'start':
        return board.place(session, request);
      case 'accept':
        return board.accept(session, request);
      case 'reject':
        return board.reject(session, request);
      case 'hangUp':
        return board.hangUp(session, request);
      case 'media':
        return board.media(session, request);
      case 'signal':
        return board.signal(session, request);
      case 'leave':
        return part(session, true);
      case 'renew': {
        const user = await verify(request.token).catch(() => undefined);
        if (user?.rawId !== session.rawId) throw new RefusedError(END.badToken);
        session.renew(user.expiresAt);
        return undefined;
      }
    }
  };

  /** A session can only be taken up again by the user it belongs to. */
  const resumable = (rawId: string, id: string | undefined, seen: number): Session | undefined => {
    const session = id === undefined ? undefined : sessions.get(id);
    return session?.rawId === rawId && session.canResume(seen) ? session : undefined;
  };

  const reset = (): void => {
    board.clear();
    for (const session of sessions.values()) session.close();
    sessions.clear();
  };

  return {
    accept(socket) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      serve(socket, {
        fault: options.fault,
        perform,
        async welcome({ token, session: id, seen }, from) {
          const user = await verify(token);
          const known = resumable(user.rawId, id, seen);
          const session = known ?? new Session(user);
          sessions.set(session.id, session);
          const welcome = { kind: 'welcome', session: session.id, resumed: !!known, graceMs: timings.grace } as const;
          session.attach(from, welcome, seen);
          if (known) known.renew(user.expiresAt);
          else board.join(session);
          options.log({ kind: known ? 'session-resumed' : 'session-started', session: session.id, user: user.rawId });
          return session;
        },
        closed: (session, from) => session.detach(from, timings.grace, () => part(session, false)),
      });
    },
    calls: () => board.views(),
    startCall(request) {
      const signedIn = (rawId: string): boolean => sessionsOf(rawId).length > 0;
      return { callId: startScripted(board, options.world(), signedIn, request).id };
    },
    act: (callId, request) => actAs(board, options.world(), callId, request),
    reset,
    async close() {
      reset();
      const closing = [...sockets].map((socket) => new Promise((done) => socket.once('close', done)));
      for (const socket of sockets) socket.terminate();
      await Promise.all(closing);
    },
  };
}
