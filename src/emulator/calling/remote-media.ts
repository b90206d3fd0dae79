/** What reaches us from one party, and what we send it, however that is carried. */
export interface RemoteMedia {
  /** Everything that party says. */
  readonly audio: MediaStream;
  /** Their picture, as soon as there is one. */
  video(): Promise<MediaStream>;
  /** How loud they were since this was last asked, 0 to 1. */
  audioLevel(): Promise<number>;
  sendAudio(track: MediaStreamTrack | null): Promise<void>;
  sendVideo(track: MediaStreamTrack | null): Promise<void>;
  close(): void;
}
