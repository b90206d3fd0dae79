import type {
  AudioDeviceInfo,
  CallDirection,
  CreateViewOptions,
  DeviceAccess,
  EnvironmentInfo,
  MediaStreamType,
  PermissionConstraints,
  ScalingMode,
  VideoDeviceInfo,
} from '@azure/communication-calling';
import type * as sdk from '@azure/communication-calling';
import type { CommunicationTokenCredential } from '@azure/communication-common';
import type * as oldestSdk from 'communication-calling-oldest';
import type {
  CallClient,
  CallOptions,
  Callee,
  LocalVideoStream,
  TeamsCall,
  TeamsCallAgent,
} from '../../src/adapters/calling/calling-backend.js';
import type { EmulatorCalling } from '../../src/emulator/calling/index.js';

/** What the facts touch of a calling module: what the adapter uses, and what the elements to come will use. */
export interface CallingModule {
  readonly CallClient: new () => ContractClient;
  readonly LocalAudioStream: new (source: AudioDeviceInfo) => ContractAudio;
  readonly LocalVideoStream: { new (source: VideoDeviceInfo): ContractVideo; new (source: MediaStream): ContractVideo };
  readonly Features: { readonly DebugInfo: DebugInfoToken };
}

/** How a feature is named differs in types that only the SDK has; a client takes its own module's. */
type DebugInfoToken = object;

export interface ContractClient extends Omit<CallClient, 'createTeamsCallAgent' | 'getDeviceManager'> {
  createTeamsCallAgent(credential: CommunicationTokenCredential): Promise<ContractAgent>;
  getDeviceManager(): Promise<ContractDevices>;
}

export interface ContractAgent extends Omit<TeamsCallAgent, 'startCall'> {
  readonly kind: string;
  readonly calls: readonly unknown[];
  startCall(participant: Callee, options?: CallOptions): ContractCall;
}

export interface ContractCall extends TeamsCall {
  readonly kind: string;
  readonly id: string;
  readonly direction: CallDirection;
  readonly role: string;
  readonly localVideoStreams: readonly unknown[];
}

export interface ContractDevices {
  readonly isSpeakerSelectionAvailable: boolean;
  readonly selectedMicrophone?: AudioDeviceInfo;
  readonly selectedSpeaker?: AudioDeviceInfo;
  askDevicePermission(constraints: PermissionConstraints): Promise<DeviceAccess>;
  getCameras(): Promise<VideoDeviceInfo[]>;
  getMicrophones(): Promise<AudioDeviceInfo[]>;
  getSpeakers(): Promise<AudioDeviceInfo[]>;
  selectMicrophone(device: AudioDeviceInfo): Promise<void>;
  selectSpeaker(device: AudioDeviceInfo): Promise<void>;
  on(event: 'selectedMicrophoneChanged', listener: () => void): void;
  off(event: 'selectedMicrophoneChanged', listener: () => void): void;
}

export interface ContractVideo extends LocalVideoStream {
  readonly source: VideoDeviceInfo;
  readonly mediaStreamType: MediaStreamType;
}

export interface ContractAudio {
  readonly source: AudioDeviceInfo;
  readonly mediaStreamType: MediaStreamType;
  getMediaStream(): Promise<MediaStream>;
  getVolume(): Promise<ContractVolume>;
  dispose(): void;
}

export interface ContractVolume {
  readonly level: number;
  on(event: 'levelChanged', listener: () => void): void;
  off(event: 'levelChanged', listener: () => void): void;
}

export interface ContractView {
  readonly target: HTMLElement;
  readonly scalingMode: ScalingMode;
  readonly isMirrored: boolean;
  updateScalingMode(mode: ScalingMode): Promise<void>;
  dispose(): void;
}

export interface ContractRenderer {
  createView(options?: CreateViewOptions): Promise<ContractView>;
  dispose(): void;
}

export interface ContractDebugInfo {
  readonly name: string;
  getEnvironmentInfo(): Promise<EnvironmentInfo>;
}

/** Compiles only while every namespace has all of it, as it is and without a cast. */
export const sdkFulfils = (namespace: typeof sdk): CallingModule => namespace;
export const oldestSdkFulfils = (namespace: typeof oldestSdk): CallingModule => namespace;
export const emulatorFulfils = (namespace: EmulatorCalling): CallingModule => namespace;

/** A renderer and a feature take what their own module made: here the two are wired by hand, each by its own types. */
export const sdkMakes = (namespace: typeof sdk) => ({
  renderer: (stream: sdk.LocalVideoStream): ContractRenderer => new namespace.VideoStreamRenderer(stream),
  debugInfo: (client: sdk.CallClient): ContractDebugInfo => client.feature(namespace.Features.DebugInfo),
});
export const oldestSdkMakes = (namespace: typeof oldestSdk) => ({
  renderer: (stream: oldestSdk.LocalVideoStream): ContractRenderer => new namespace.VideoStreamRenderer(stream),
  debugInfo: (client: oldestSdk.CallClient): ContractDebugInfo => client.feature(namespace.Features.DebugInfo),
});
export const emulatorMakes = (namespace: EmulatorCalling) => ({
  renderer: (stream: InstanceType<EmulatorCalling['LocalVideoStream']>): ContractRenderer =>
    new namespace.VideoStreamRenderer(stream),
  debugInfo: (client: InstanceType<EmulatorCalling['CallClient']>): ContractDebugInfo =>
    client.feature(namespace.Features.DebugInfo),
});
