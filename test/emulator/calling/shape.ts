/**
 * Says, to the compiler, that the emulator's module has the shape of the Calling SDK. Nothing here runs: it fails the
 * type check when a member differs.
 *
 * Members whose types name the SDK's classes are left out: those have private members, so only they themselves fit.
 * The adapter's own interfaces, below, cover them.
 */
import type * as Sdk from '@azure/communication-calling';
import type { CommunicationTokenCredential } from '@azure/communication-common';
import type { CallingBackend } from '../../../src/adapters/calling/calling-backend.js';
import type { CallClient } from '../../../src/emulator/calling/call-client.js';
import type { DeviceManager } from '../../../src/emulator/calling/device-manager.js';
import type { TeamsIncomingCall } from '../../../src/emulator/calling/incoming-call.js';
import type { EmulatorCalling } from '../../../src/emulator/calling/index.js';
import type { LocalVideoStream } from '../../../src/emulator/calling/local-video-stream.js';
import type { RemoteParticipant } from '../../../src/emulator/calling/remote-participant.js';
import type { RemoteVideoStream } from '../../../src/emulator/calling/remote-video-stream.js';
import type { TeamsCallAgent } from '../../../src/emulator/calling/teams-call-agent.js';
import type { TeamsCall } from '../../../src/emulator/calling/teams-call.js';
import type { VideoStreamRendererView } from '../../../src/emulator/calling/video-stream-renderer-view.js';

type Fits<Shape, Ours extends Shape> = Ours;

export type Shapes = [
  Fits<CallingBackend, EmulatorCalling>,
  Fits<Pick<Sdk.CallClient, 'dispose'>, CallClient>,
  Fits<CommunicationTokenCredential, CommunicationTokenCredential> extends Parameters<
    CallClient['createTeamsCallAgent']
  >[0]
    ? true
    : never,
  Fits<Pick<Sdk.TeamsCallAgent, 'connectionState' | 'dispose'>, TeamsCallAgent>,
  Fits<Pick<Sdk.TeamsIncomingCall, 'id' | 'callerInfo' | 'callEndReason' | 'reject' | 'on' | 'off'>, TeamsIncomingCall>,
  Fits<
    Pick<
      Sdk.TeamsCall,
      | 'id'
      | 'callerInfo'
      | 'state'
      | 'callEndReason'
      | 'direction'
      | 'isMuted'
      | 'isIncomingAudioMuted'
      | 'isLocalVideoStarted'
      | 'hangUp'
      | 'mute'
      | 'unmute'
      | 'muteIncomingAudio'
      | 'unmuteIncomingAudio'
      | 'startVideo'
      | 'stopVideo'
      | 'dispose'
    >,
    TeamsCall
  >,
  Fits<
    Pick<
      Sdk.RemoteParticipant,
      'identifier' | 'displayName' | 'state' | 'callEndReason' | 'videoStreams' | 'isMuted' | 'isSpeaking'
    >,
    RemoteParticipant
  >,
  Fits<Sdk.RemoteVideoStream, RemoteVideoStream>,
  Fits<
    Pick<
      Sdk.LocalVideoStream,
      'source' | 'mediaStreamType' | 'switchSource' | 'getMediaStream' | 'setMediaStream' | 'dispose'
    >,
    LocalVideoStream
  >,
  Fits<Omit<Sdk.DeviceManager, 'startPreheatDevices' | 'stopPreheatDevices'>, DeviceManager>,
  Fits<Sdk.VideoStreamRendererView, VideoStreamRendererView>,
];

/** And the check checks: an incoming call is not a call. */
// @ts-expect-error It lacks what a call has.
export type Misfit = Fits<Pick<Sdk.TeamsCall, 'hangUp'>, TeamsIncomingCall>;
