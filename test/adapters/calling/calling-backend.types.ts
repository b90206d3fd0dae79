import type * as sdk from '@azure/communication-calling';
import type * as oldestSdk from 'communication-calling-oldest';
import type { CallingBackend } from '../../../src/adapters/calling/calling-backend.js';

/** Compiles only while the Calling SDK's own namespace is a backend, as it is and without a cast. */
export const sdkIsABackend = (namespace: typeof sdk): CallingBackend => namespace;

/** The oldest version that the peer dependency allows is one, too. */
export const oldestSdkIsABackend = (namespace: typeof oldestSdk): CallingBackend => namespace;
