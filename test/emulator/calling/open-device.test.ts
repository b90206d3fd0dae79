import { expect } from 'chai';
import { openCamera, openMicrophone } from '../../../src/emulator/calling/open-device.js';
import type { CallingError } from '../../../src/emulator/calling/calling-error.js';

describe('opening devices', () => {
  const { mediaDevices } = navigator;
  const anyCamera = { id: 'camera:', name: '', deviceType: 'UsbCamera' } as const;
  let requests: string[];
  let opened: MediaStream[];
  let broken: 'video' | undefined;

  beforeEach(() => {
    requests = [];
    opened = [];
    broken = undefined;
    mediaDevices.getUserMedia = async (constraints) => {
      requests.push(Object.keys(constraints ?? {}).join());
      if (broken && constraints?.[broken]) throw new DOMException('None.', 'NotFoundError');
      return MediaDevices.prototype.getUserMedia.call(mediaDevices, constraints);
    };
  });
  afterEach(() => {
    Reflect.deleteProperty(mediaDevices, 'getUserMedia');
    for (const track of opened.flatMap((stream) => stream.getTracks())) track.stop();
  });

  const kinds = async (...opening: Promise<MediaStream>[]): Promise<string[]> => {
    const streams = await Promise.all(opening);
    opened.push(...streams);
    return streams.map((stream) =>
      stream
        .getTracks()
        .map(({ kind }) => kind)
        .join(),
    );
  };

  it('asks once for a microphone and a camera of the same moment', async () => {
    expect(await kinds(openMicrophone(undefined), openCamera(anyCamera))).to.deep.equal(['audio', 'video']);
    expect(requests).to.deep.equal(['audio,video']);
  });

  it('asks anew for what is wanted later', async () => {
    expect(await kinds(openMicrophone(undefined))).to.deep.equal(['audio']);
    expect(await kinds(openCamera(anyCamera))).to.deep.equal(['video']);
    expect(requests).to.deep.equal(['audio', 'video']);
  });

  it('opens two cameras of the same moment', async () => {
    expect(await kinds(openCamera(anyCamera), openCamera(anyCamera))).to.deep.equal(['video', 'video']);
  });

  it('opens the microphone also where there is no camera, and says that there is none', async () => {
    broken = 'video';
    const camera = openCamera(anyCamera).catch((error: unknown) => error as CallingError);
    expect(await kinds(openMicrophone(undefined))).to.deep.equal(['audio']);
    expect(await camera).to.include({ code: 412, subCode: 43013 });
  });
});
