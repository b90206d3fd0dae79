/** What reaches us from one party, and what we send it, however that is carried. */
export interface RemoteMedia {
  /** Everything that party says. */
  readonly audio: MediaStream;
  /** Their picture, as soon as there is one. */
  video(): Promise<MediaStream>;
  /** How loud they are right now, 0 to 1. */
  audioLevel(): number;
  sendAudio(track: MediaStreamTrack | null): Promise<void>;
  sendVideo(track: MediaStreamTrack | null): Promise<void>;
  close(): void;
}
