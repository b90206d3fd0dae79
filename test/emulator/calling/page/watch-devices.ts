/** Counts what a page holds: microphones, cameras, connections, sounds. Has to run before anything opens one. */
export function watchDevices(): { readonly open: () => Readonly<Record<string, number>> } {
  const tracks: MediaStreamTrack[] = [];
  const connections: RTCPeerConnection[] = [];
  const contexts: AudioContext[] = [];

  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  globalThis.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      contexts.push(this);
    }
  };

  const live = (kind: string): number =>
    tracks.filter((track) => track.kind === kind && track.readyState === 'live').length;
  return {
    open: () => ({
      microphones: live('audio'),
      cameras: live('video'),
      connections: connections.filter(({ connectionState }) => connectionState !== 'closed').length,
      sounds: contexts.filter(({ state }) => state !== 'closed').length,
    }),
  };
}
