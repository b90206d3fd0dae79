import type { MediaStreamType } from '@azure/communication-calling';
import { createIdentifierFromRawId } from '@azure/communication-common';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RemoteParticipant, RemoteVideoStream, TeamsCall } from '../../../src/adapters/calling/calling-backend.js';
import { absent, pictureOf, toCaller, toParticipant } from '../../../src/adapters/calling/to-participant.js';
import {
  toCallKind,
  toEndedCall,
  toNewCall,
  toRingingCall,
  toServiceCall,
} from '../../../src/adapters/calling/to-service-call.js';
import type { CallEnd } from '../../../src/model/call.js';

const megan = '8:orgid:00000000-0000-4000-8000-00000000000a';
const number = '4:+14255550100';
const nothing = (): void => {};
const notAsked = (): Promise<never> => Promise.reject(new Error('not asked for here'));

function aStream(mediaStreamType: MediaStreamType, isAvailable: boolean): RemoteVideoStream {
  return { mediaStreamType, isAvailable, getMediaStream: notAsked, on: nothing, off: nothing };
}

function aRemote(rawId: string, more: Partial<RemoteParticipant> = {}): RemoteParticipant {
  const kinded = createIdentifierFromRawId(rawId);
  return {
    identifier: kinded,
    state: 'Connected',
    isMuted: false,
    isSpeaking: false,
    videoStreams: [],
    on: nothing,
    off: nothing,
    ...more,
  };
}

function aCall(more: Partial<TeamsCall> = {}): TeamsCall {
  return {
    direction: 'Outgoing',
    callerInfo: { identifier: undefined },
    state: 'Connected',
    isMuted: false,
    isLocalVideoStarted: false,
    remoteParticipants: [aRemote(megan)],
    hangUp: notAsked,
    mute: notAsked,
    unmute: notAsked,
    startVideo: notAsked,
    stopVideo: notAsked,
    on: nothing,
    off: nothing,
    ...more,
  };
}

const dialled = toNewCall('our-id', 'Outgoing', 'None', [absent(megan)]);

describe('toParticipant', () => {
  it('is keyed by the raw identifier and has no empty name', () => {
    const { id, displayName } = toParticipant(aRemote(number, { displayName: '' }));
    assert.deepEqual([id, displayName], [number, undefined]);
  });

  it('has video only when a camera picture can be shown', () => {
    const waiting = aRemote(megan, { videoStreams: [aStream('Video', false), aStream('ScreenSharing', true)] });
    const sending = aRemote(megan, { videoStreams: [aStream('ScreenSharing', false), aStream('Video', true)] });
    assert.equal(toParticipant(waiting).video, false);
    assert.equal(toParticipant(sending).video, true);
    assert.equal(pictureOf(sending), sending.videoStreams[1]);
  });

  it('knows nobody behind a withheld caller', () => {
    assert.equal(toCaller({ identifier: undefined }), undefined);
  });
});

describe('toCallKind', () => {
  const table = [
    [[megan], 'teams'],
    [['8:echo123'], 'teams'],
    [[number], 'phone'],
    [[megan, number], 'group'],
    [[], 'teams'],
  ] as const;
  for (const [ids, kind] of table) {
    it(`takes a call with ${ids.join(' and ') || 'nobody'} for ${kind}`, () => {
      assert.equal(toCallKind(ids.map((id) => absent(id))), kind);
    });
  }
});

describe('toServiceCall', () => {
  it('is the same object while nothing changes', () => {
    const first = toServiceCall(aCall(), dialled);
    assert.notEqual(first, dialled);
    assert.equal(toServiceCall(aCall(), first), first);
  });

  it('keeps the participants that did not change', () => {
    const first = toServiceCall(aCall({ remoteParticipants: [aRemote(megan), aRemote(number)] }), dialled);
    const now = [aRemote(megan), aRemote(number, { isMuted: true })];
    const next = toServiceCall(aCall({ remoteParticipants: now }), first);
    assert.equal(next.participants[0], first.participants[0]);
    assert.equal(next.participants[1]?.muted, true);
    const muted = toServiceCall(aCall({ remoteParticipants: now, isMuted: true }), next);
    assert.equal(muted.participants, next.participants);
    assert.equal(muted.muted, true);
  });

  it('keeps who was dialled until the SDK lists somebody', () => {
    const { participants, kind } = toServiceCall(aCall({ state: 'Connecting', remoteParticipants: [] }), dialled);
    assert.deepEqual([participants, kind], [dialled.participants, 'teams']);
  });

  it('does not let an answered call ring again', () => {
    const ringing = toNewCall('our-id', 'Incoming', 'Ringing', [absent(megan)]);
    assert.equal(toServiceCall(aCall({ direction: 'Incoming', state: 'None' }), ringing).state, 'Connecting');
    assert.equal(toServiceCall(aCall({ state: 'Ringing' }), dialled).state, 'Ringing');
  });

  it('learns late who calls', () => {
    const withheld = toNewCall('our-id', 'Incoming', 'Ringing', []);
    const { participants, kind } = toRingingCall(withheld, absent(number, 'Ana'));
    assert.deepEqual([participants[0]?.displayName, kind], ['Ana', 'phone']);
  });

  it('ends with those who were there, without their pictures', () => {
    const remoteParticipants = [aRemote(megan, { isSpeaking: true, videoStreams: [aStream('Video', true)] })];
    const before = toServiceCall(aCall({ isLocalVideoStarted: true, remoteParticipants }), dialled);
    const end: CallEnd = { reason: 'completed', by: 'remote', code: 0, subCode: 0, error: undefined };
    const ended = toEndedCall(before, end);
    assert.deepEqual([ended.state, ended.video, ended.end], ['Disconnected', false, end]);
    const [participant] = ended.participants;
    assert.deepEqual(
      [participant?.id, participant?.state, participant?.speaking, participant?.video],
      [megan, 'Disconnected', false, false],
    );
  });
});
