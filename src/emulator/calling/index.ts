import { CallClient, type CallClientOptions, type CallingStack } from './call-client.js';
import { LocalVideoStream } from './local-video-stream.js';
import { VideoStreamRenderer } from './video-stream-renderer.js';

/** The calling side of the local Teams, shaped as the module namespace of `@azure/communication-calling`. */
export interface EmulatorCalling {
  readonly CallClient: new (options?: CallClientOptions) => CallClient;
  readonly LocalVideoStream: typeof LocalVideoStream;
  readonly VideoStreamRenderer: typeof VideoStreamRenderer;
  /** Optional features of calls come with the first one that is there. */
  readonly Features: Readonly<Record<never, never>>;
}

export interface EmulatorCallingOptions {
  /** `ws://localhost:4100/hub` */
  readonly hubUrl: string;
}

export function createEmulatorCalling({ hubUrl }: EmulatorCallingOptions): EmulatorCalling {
  const stack: CallingStack = { hubUrl, agents: new Map() };
  return {
    CallClient: class extends CallClient {
      constructor() {
        super(stack);
      }
    },
    LocalVideoStream,
    VideoStreamRenderer,
    Features: {},
  };
}
