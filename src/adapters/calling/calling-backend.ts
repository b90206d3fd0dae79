import type {
  CallDirection,
  CallEndReason,
  CallState,
  CollectionUpdatedEvent,
  ConnectionState,
  ConnectionStateChangedEvent,
  DeviceAccess,
  MediaStreamType,
  PropertyChangedEvent,
  RemoteParticipantState,
  VideoDeviceInfo,
} from '@azure/communication-calling';
import type {
  CommunicationIdentifierKind,
  CommunicationTokenCredential,
  MicrosoftTeamsUserIdentifier,
  PhoneNumberIdentifier,
  UnknownIdentifier,
} from '@azure/communication-common';

/**
 * The module that makes calls: the Calling SDK's namespace, or another of the same shape.
 *
 * Each interface here has the name of the SDK's type and those of its members that this adapter uses. They are written
 * out where the SDK has classes with private members or long interfaces, so that a second module can fulfil them.
 */
export interface CallingBackend {
  readonly CallClient: new () => CallClient;
  readonly LocalVideoStream: new (source: VideoDeviceInfo, options?: LocalVideoStreamOptions) => LocalVideoStream;
}

export interface LocalVideoStreamOptions {
  readonly autoDisposeOnCallEnd?: boolean;
}

export interface CallClient {
  createTeamsCallAgent(credential: CommunicationTokenCredential): Promise<TeamsCallAgent>;
  getDeviceManager(): Promise<DeviceManager>;
  dispose(): Promise<void>;
}

/** Whom a Teams user can call. */
export type Callee = MicrosoftTeamsUserIdentifier | PhoneNumberIdentifier | UnknownIdentifier;

/** What goes with an outgoing call and with the answer to an incoming one. */
export interface CallOptions {
  readonly videoOptions?: { readonly localVideoStreams?: LocalVideoStream[] };
}

export interface TeamsCallAgent {
  readonly connectionState: ConnectionState;
  startCall(participant: Callee, options?: CallOptions): TeamsCall;
  on(event: 'incomingCall', listener: IncomingCallListener): void;
  on(event: 'callsUpdated', listener: CollectionUpdatedEvent<TeamsCall>): void;
  on(event: 'connectionStateChanged', listener: ConnectionStateChangedEvent): void;
  off(event: 'incomingCall', listener: IncomingCallListener): void;
  off(event: 'callsUpdated', listener: CollectionUpdatedEvent<TeamsCall>): void;
  off(event: 'connectionStateChanged', listener: ConnectionStateChangedEvent): void;
  dispose(): Promise<void>;
}

export type IncomingCallListener = (args: { incomingCall: TeamsIncomingCall }) => void;

export type CallEndedListener = (args: { callEndReason: CallEndReason }) => void;

export interface CallerInfo {
  readonly identifier: CommunicationIdentifierKind | undefined;
  readonly displayName?: string | undefined;
}

export interface TeamsIncomingCall {
  readonly callerInfo: CallerInfo;
  readonly callEndReason?: CallEndReason | undefined;
  accept(options?: CallOptions): Promise<TeamsCall>;
  reject(): Promise<void>;
  on(event: 'callEnded', listener: CallEndedListener): void;
  on(event: 'callerInfoChanged', listener: PropertyChangedEvent): void;
  off(event: 'callEnded', listener: CallEndedListener): void;
  off(event: 'callerInfoChanged', listener: PropertyChangedEvent): void;
}

export interface TeamsCall {
  readonly direction: CallDirection;
  readonly callerInfo: CallerInfo;
  readonly state: CallState;
  readonly callEndReason?: CallEndReason | undefined;
  readonly isMuted: boolean;
  readonly isLocalVideoStarted: boolean;
  readonly remoteParticipants: readonly RemoteParticipant[];
  hangUp(): Promise<void>;
  mute(): Promise<void>;
  unmute(): Promise<void>;
  startVideo(localVideoStream: LocalVideoStream): Promise<void>;
  /** Wants the very object that the video was started with. */
  stopVideo(localVideoStream: LocalVideoStream): Promise<void>;
  on(event: TeamsCallChange, listener: PropertyChangedEvent): void;
  on(event: 'remoteParticipantsUpdated', listener: CollectionUpdatedEvent<RemoteParticipant>): void;
  off(event: TeamsCallChange, listener: PropertyChangedEvent): void;
  off(event: 'remoteParticipantsUpdated', listener: CollectionUpdatedEvent<RemoteParticipant>): void;
}

/** The events of a call that only say that something is different now. */
export type TeamsCallChange = 'stateChanged' | 'isMutedChanged' | 'isLocalVideoStartedChanged';

export interface RemoteParticipant {
  readonly identifier: CommunicationIdentifierKind;
  readonly displayName?: string | undefined;
  readonly state: RemoteParticipantState;
  readonly isMuted: boolean;
  readonly isSpeaking: boolean;
  readonly videoStreams: readonly RemoteVideoStream[];
  on(event: RemoteParticipantChange, listener: PropertyChangedEvent): void;
  on(event: 'videoStreamsUpdated', listener: CollectionUpdatedEvent<RemoteVideoStream>): void;
  off(event: RemoteParticipantChange, listener: PropertyChangedEvent): void;
  off(event: 'videoStreamsUpdated', listener: CollectionUpdatedEvent<RemoteVideoStream>): void;
}

/** The events of a participant that only say that something is different now. */
export type RemoteParticipantChange = 'stateChanged' | 'isMutedChanged' | 'isSpeakingChanged' | 'displayNameChanged';

export interface RemoteVideoStream {
  readonly mediaStreamType: MediaStreamType;
  readonly isAvailable: boolean;
  getMediaStream(): Promise<MediaStream>;
  on(event: 'isAvailableChanged', listener: PropertyChangedEvent): void;
  off(event: 'isAvailableChanged', listener: PropertyChangedEvent): void;
}

export interface LocalVideoStream {
  getMediaStream(): Promise<MediaStream>;
  dispose(): void;
}

/** What the adapter reads of a microphone or a camera. Without permission the lists hold ghosts. */
export interface DeviceName {
  readonly id: string;
  readonly name: string;
}

export interface DeviceManager {
  askDevicePermission(constraints: DeviceAccess): Promise<DeviceAccess>;
  getCameras(): Promise<VideoDeviceInfo[]>;
  getMicrophones(): Promise<DeviceName[]>;
}
