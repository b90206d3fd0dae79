/** How long things take in the hub, in milliseconds. Tests make them short. */
export interface HubTimings {
  /** A session whose socket broke is kept this long. */
  readonly grace: number;
  /** A Teams user is rung this long. */
  readonly userRings: number;
  /** A phone is rung this long. */
  readonly phoneRings: number;
  /** A scripted party needs this long to ring, and then to do what it does. */
  readonly scriptedRing: number;
  readonly scriptedAnswer: number;
}

/** Ring times are those of the service's documented limits. */
export const usualTimings: HubTimings = {
  grace: 15_000,
  userRings: 85_000,
  phoneRings: 115_000,
  scriptedRing: 200,
  scriptedAnswer: 1_000,
};
