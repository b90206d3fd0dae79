import type { HubRequest } from '../hub/protocol.js';
import type { DeviceManager } from './device-manager.js';
import type { LocalVideo } from './local-video-stream.js';
import type { TeamsCall } from './teams-call.js';

/** What goes with a call when it starts or is accepted. */
export interface CallOptions {
  readonly videoOptions?: { readonly localVideoStreams?: LocalVideo[] };
  readonly audioOptions?: { readonly muted?: boolean };
}

/** What a call needs from the agent it belongs to. */
export interface CallLine {
  readonly devices: DeviceManager;
  /** Whether the hub can be reached right now. */
  readonly connected: () => boolean;
  readonly request: (request: HubRequest) => Promise<void>;
  readonly ended: (call: TeamsCall) => void;
}
