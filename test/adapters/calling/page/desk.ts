import { SdkCalling } from '../../../../src/adapters/calling/sdk-calling.js';
import { type TimeLimits, usualLimits } from '../../../../src/adapters/calling/time-limits.js';
import { createEmulatorCalling } from '../../../../src/emulator/calling/index.js';
import type { CallParty } from '../../../../src/model/call-target.js';
import type { ServiceCall } from '../../../../src/model/call.js';
import type { CommunicationToken } from '../../../../src/ports/token-service.js';
import { TeamsError } from '../../../../src/model/teams-error.js';
import { countListeners } from './count-listeners.js';

const listeners = countListeners();

/** A person at a page with the adapter in it, who writes down all that it tells. */
export class Desk {
  readonly listeners = listeners;
  readonly calling;
  readonly told: ServiceCall[] = [];
  readonly events: string[] = [];
  readonly warnings: string[] = [];
  #signal = new AbortController();
  #watched: HTMLVideoElement | undefined;
  /** Makes the next listener throw, as a page's code may. */
  clumsy = false;

  constructor(hubUrl: string, limits = usualLimits) {
    const note = (line: string): void => void this.warnings.push(line);
    this.calling = new SdkCalling(
      createEmulatorCalling({ hubUrl }),
      { debug: () => undefined, info: () => undefined, warn: note, error: note },
      limits,
    );
  }

  /** How often a token was asked for: once a connection. */
  asked = 0;
  tokens = async (token: string): Promise<CommunicationToken> => {
    this.asked += 1;
    return { token, expiresOn: Date.now() + 3_600_000 };
  };

  connect(token: string): Promise<void> {
    if (this.#signal.signal.aborted) this.#signal = new AbortController();
    return this.calling.connect(
      () => this.tokens(token),
      {
        call: (call) => {
          this.told.push(call);
          if (this.clumsy) throw new Error('The page made a mistake.');
        },
        connected: (connected) => this.events.push(connected ? 'connected' : 'not connected'),
        tokenRejected: () => this.events.push('token rejected'),
        failure: (id, { code }) => this.events.push(`${id} without: ${code}`),
      },
      this.#signal.signal,
    );
  }

  /** A desk whose line goes elsewhere, with less patience. */
  elsewhere(hubUrl: string, limits: Partial<TimeLimits>): Desk {
    return new Desk(hubUrl, { ...usualLimits, ...limits });
  }

  leave(): void {
    this.#signal.abort();
  }

  async dial(id: string, party: CallParty, video = false): Promise<void> {
    await this.calling.dial({ id, party, video, threadId: '19:chat' }, this.#signal.signal);
  }

  /** The last that was told of a call: of the one with this id, or of the newest that rang. */
  call(id?: string): ServiceCall | undefined {
    return this.told.findLast((call) => (id === undefined ? call.direction === 'Incoming' : call.id === id));
  }

  states(id: string): readonly string[] {
    return this.told.filter((call) => call.id === id).map(({ state }) => state);
  }

  /** The code of the TeamsError that something must fail with. */
  async failure(act: () => Promise<unknown>): Promise<string> {
    try {
      await act();
      return 'nothing failed';
    } catch (error) {
      return error instanceof TeamsError ? error.code : `not a TeamsError: ${String(error)}`;
    }
  }

  /** Shows a picture, and says how many frames came of it. */
  async frames(callId: string, participantId: string): Promise<number> {
    if (!this.#watched) {
      const video = (this.#watched = document.createElement('video'));
      video.muted = true;
      document.body.append(video);
      video.srcObject = await this.calling.stream(callId, participantId);
      await video.play();
    }
    return this.#watched.getVideoPlaybackQuality().totalVideoFrames;
  }

  lookAway(): void {
    this.#watched?.remove();
    this.#watched = undefined;
  }
}

declare global {
  var desk: Desk;
}

globalThis.desk = new Desk(`ws://${location.host}/hub`);
