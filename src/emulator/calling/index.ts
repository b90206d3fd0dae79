import { CallClient, type CallClientOptions, type CallingStack, type ClientFeature } from './call-client.js';
import { DebugInfo } from './debug-info.js';
import { LocalAudioStream } from './local-audio-stream.js';
import { LocalVideoStream } from './local-video-stream.js';
import { VideoStreamRenderer } from './video-stream-renderer.js';

/** The calling side of the local Teams, shaped as the module namespace of `@azure/communication-calling`. */
export interface EmulatorCalling {
  readonly CallClient: new (options?: CallClientOptions) => CallClient;
  readonly LocalAudioStream: typeof LocalAudioStream;
  readonly LocalVideoStream: typeof LocalVideoStream;
  readonly VideoStreamRenderer: typeof VideoStreamRenderer;
  /** Optional features of calls come with the first one that is there. */
  readonly Features: { readonly DebugInfo: ClientFeature<DebugInfo> };
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
    LocalAudioStream,
    LocalVideoStream,
    VideoStreamRenderer,
    Features: { DebugInfo: { callClientApiCtor: DebugInfo } },
  };
}
