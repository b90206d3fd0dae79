/**
 * Makes good what a headless shell lacks: it has nobody to ask for a device, and says so in another way than a browser
 * whose person says no; and it hides the names of its devices also from a page that may use them. Permissions, and the
 * news that one has changed, are its own. Nothing of this comes to bear in a browser that has a person.
 */
export function askLikeADesktopBrowser(): void {
  const { mediaDevices, permissions } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  const enumerateDevices = mediaDevices.enumerateDevices.bind(mediaDevices);

  mediaDevices.getUserMedia = async (constraints) => {
    try {
      return await getUserMedia(constraints);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotSupportedError') {
        throw new DOMException('Permission denied', 'NotAllowedError');
      }
      throw error;
    }
  };

  mediaDevices.enumerateDevices = async () => {
    const [microphone, camera] = await Promise.all([
      permissions.query({ name: 'microphone' }),
      permissions.query({ name: 'camera' }),
    ]);
    return (await enumerateDevices()).map((device) => {
      const { state } = device.kind === 'videoinput' ? camera : microphone;
      if (device.label !== '' || state !== 'granted') return device;
      const named = { kind: device.kind, deviceId: 'default', groupId: device.groupId, label: 'Default' };
      return {
        ...named,
        toJSON() {
          return named;
        },
      };
    });
  };
}
