import type {
  AudioDeviceInfo,
  DeviceAccess,
  DeviceManager as SdkDeviceManager,
  PermissionConstraints,
  VideoDeviceInfo,
} from '@azure/communication-calling';
import { CallingError } from './calling-error.js';
import { DevicePermissions, type DeviceKind } from './device-permissions.js';
import { Emitter } from './emitter.js';
import { devicePrefix } from './open-device.js';
import type { Updated } from './updated.js';

interface Events {
  readonly videoDevicesUpdated: Updated<VideoDeviceInfo>;
  readonly audioDevicesUpdated: Updated<AudioDeviceInfo>;
  readonly selectedMicrophoneChanged: void;
  readonly selectedSpeakerChanged: void;
}

const eventNames = [
  'videoDevicesUpdated',
  'audioDevicesUpdated',
  'selectedMicrophoneChanged',
  'selectedSpeakerChanged',
] as const;

/** Cameras, microphones and speakers, and which of them calls use. */
export class DeviceManager
  extends Emitter<Events>
  implements Omit<SdkDeviceManager, 'startPreheatDevices' | 'stopPreheatDevices'>
{
  readonly #permissions = new DevicePermissions(() => void this.#look());
  #selectedMicrophone: AudioDeviceInfo | undefined;
  #selectedSpeaker: AudioDeviceInfo | undefined;
  #videoDevices: readonly VideoDeviceInfo[] = [];
  #audioDevices: readonly AudioDeviceInfo[] = [];
  #listing: Promise<readonly MediaDeviceInfo[]> | undefined;
  #looking: Promise<void> = Promise.resolve();

  /** With the devices that are there, and one of each selected where the browser names them. */
  static async create(): Promise<DeviceManager> {
    const manager = new DeviceManager();
    await manager.#look();
    return manager;
  }

  private constructor() {
    super(eventNames, { on: 40603, off: 40604 });
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDeviceChange);
  }

  get isSpeakerSelectionAvailable(): boolean {
    return 'setSinkId' in HTMLMediaElement.prototype;
  }

  // The SDK declares these as optional: an object without a selection has none, rather than `undefined`.
  get selectedMicrophone(): AudioDeviceInfo {
    return this.#selectedMicrophone as AudioDeviceInfo;
  }

  get selectedSpeaker(): AudioDeviceInfo {
    return this.#selectedSpeaker as AudioDeviceInfo;
  }

  /**
   * Asks the browser, and says also of the other device whether it may be used. Devices that do not exist count as
   * allowed when both are asked for, and as refused when asked for alone: the lists are empty either way.
   */
  async askDevicePermission({ audio, video }: PermissionConstraints): Promise<DeviceAccess> {
    if (!audio && !video) throw new CallingError(400, 40612, 'At least one permission must be requested.');
    const alone = audio !== video;
    const [mayHear, maySee] = await Promise.all([
      this.#ask('microphone', audio, alone),
      this.#ask('camera', video, alone),
    ]);
    await this.#looking;
    return { audio: mayHear, video: maySee };
  }

  async getCameras(): Promise<VideoDeviceInfo[]> {
    return (await this.#list('videoinput')).map(({ deviceId, label }) => ({
      id: devicePrefix.videoinput + deviceId,
      name: label,
      deviceType: 'UsbCamera',
    }));
  }

  async getMicrophones(): Promise<AudioDeviceInfo[]> {
    return (await this.#list('audioinput')).map((device) => audioDeviceOf(device, 'Microphone'));
  }

  async getSpeakers(): Promise<AudioDeviceInfo[]> {
    return (await this.#list('audiooutput')).map((device) => audioDeviceOf(device, 'Speaker'));
  }

  async selectMicrophone(device: AudioDeviceInfo): Promise<void> {
    if (!(await this.getMicrophones()).some(({ id }) => id === device.id)) {
      throw new CallingError(408, 40607, 'Microphone selection timed out.');
    }
    if (device.id === this.#selectedMicrophone?.id) return;
    this.#selectedMicrophone = device;
    this.emit('selectedMicrophoneChanged', undefined);
  }

  async selectSpeaker(device: AudioDeviceInfo): Promise<void> {
    if (!(await this.getSpeakers()).some(({ id }) => id === device.id)) {
      throw new CallingError(408, 40609, 'Speaker selection timed out.');
    }
    if (device.id === this.#selectedSpeaker?.id) return;
    this.#selectedSpeaker = device;
    this.emit('selectedSpeakerChanged', undefined);
  }

  dispose(): void {
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDeviceChange);
    void this.#permissions.close();
  }

  async #ask(device: DeviceKind, wanted: boolean, alone: boolean): Promise<boolean> {
    if (!wanted) return this.#permissions.granted(device);
    const allowed = await this.#permissions.ask(device);
    const kind = device === 'camera' ? 'videoinput' : 'audioinput';
    return allowed && (!alone || (await this.#list(kind)).length > 0);
  }

  readonly #onDeviceChange = (): void => void this.#look();

  /** The browser is asked once for all who want to know at the same moment. */
  async #list(kind: MediaDeviceKind): Promise<MediaDeviceInfo[]> {
    this.#listing ??= enumerate().finally(() => (this.#listing = undefined));
    return (await this.#listing).filter((device) => device.kind === kind);
  }

  /** One look after the other, so that none takes what was for what is. */
  #look(): Promise<void> {
    return (this.#looking = this.#looking.then(() => this.#compare()));
  }

  /** Compares what there is with what there was. */
  async #compare(): Promise<void> {
    const [videoDevices, microphones, speakers] = await Promise.all([
      this.getCameras(),
      this.getMicrophones(),
      this.getSpeakers(),
    ]);
    const video = difference(this.#videoDevices, videoDevices);
    const audio = difference(this.#audioDevices, [...microphones, ...speakers]);
    this.#videoDevices = videoDevices;
    this.#audioDevices = [...microphones, ...speakers];
    if (video) this.emit('videoDevicesUpdated', video);
    if (audio) this.emit('audioDevicesUpdated', audio);
    await this.#selectDefaults(microphones, speakers);
  }

  async #selectDefaults(microphones: AudioDeviceInfo[], speakers: AudioDeviceInfo[]): Promise<void> {
    const microphone = selectionAmong(microphones, this.#selectedMicrophone);
    const speaker = selectionAmong(speakers, this.#selectedSpeaker);
    if (microphone) await this.selectMicrophone(microphone);
    if (speaker) await this.selectSpeaker(speaker);
  }
}

async function enumerate(): Promise<readonly MediaDeviceInfo[]> {
  // A page from an insecure origin has no devices at all, not even the object to ask.
  return (await (navigator.mediaDevices as MediaDevices | undefined)?.enumerateDevices()) ?? [];
}

function audioDeviceOf({ deviceId, label, kind }: MediaDeviceInfo, type: 'Microphone' | 'Speaker'): AudioDeviceInfo {
  return {
    id: devicePrefix[kind] + deviceId,
    name: label,
    isSystemDefault: deviceId === 'default' || deviceId === '', // a ghost is the only one of its kind
    deviceType: type,
  };
}

function selectionAmong(
  present: AudioDeviceInfo[],
  selected: AudioDeviceInfo | undefined,
): AudioDeviceInfo | undefined {
  return (
    present.find(({ id }) => id === selected?.id) ??
    present.find(({ isSystemDefault }) => isSystemDefault) ??
    present[0]
  );
}

function difference<T extends { readonly id: string }>(
  before: readonly T[],
  now: readonly T[],
): Updated<T> | undefined {
  const added = now.filter(({ id }) => !before.some((one) => one.id === id));
  const removed = before.filter(({ id }) => !now.some((one) => one.id === id));
  return added.length || removed.length ? { added, removed } : undefined;
}
