export type DeviceKind = 'microphone' | 'camera';

/** Whether the browser lets this page use its devices. */
export class DevicePermissions {
  /** The browser keeps what it once gave up to date, so it is asked for once. */
  readonly #status = new Map<DeviceKind, Promise<PermissionStatus | undefined>>();
  readonly #changed: () => void;

  /** @param changed Is called when a device may be used that was not allowed before, or the other way round. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asks the person, where they were not asked before. Devices that do not exist count as allowed. */
  async ask(device: DeviceKind): Promise<boolean> {
    // Where the browser has the answer already, no device needs to start for it.
    if ((await this.#known(device))?.state === 'granted') return true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ [device === 'camera' ? 'video' : 'audio']: true });
      for (const track of stream.getTracks()) track.stop();
      return true;
    } catch (error) {
      return !(error instanceof DOMException && error.name === 'NotAllowedError');
    } finally {
      // A browser that forgets the answer, or does not tell of it, shows its devices from now on.
      this.#changed();
    }
  }

  /** Whether the device may be used without asking anybody. */
  async granted(device: DeviceKind): Promise<boolean> {
    return (await this.#known(device))?.state === 'granted';
  }

  async close(): Promise<void> {
    for (const status of await Promise.all(this.#status.values())) status?.removeEventListener('change', this.#changed);
  }

  #known(name: DeviceKind): Promise<PermissionStatus | undefined> {
    const known = this.#status.get(name) ?? this.#look(name);
    this.#status.set(name, known);
    return known;
  }

  async #look(name: DeviceKind): Promise<PermissionStatus | undefined> {
    try {
      const status = await navigator.permissions.query({ name });
      status.addEventListener('change', this.#changed);
      return status;
    } catch {
      // Some browsers do not know these names. Then the device itself is asked for.
      return undefined;
    }
  }
}
