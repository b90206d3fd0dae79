/**
 * The words of the elements, in English. Its type is what every other language has to give. A sentence with values is
 * a function, so that each language orders them as it likes.
 */
export const en = {
  // a person or number nobody can name
  someone: 'Someone',
  unknownCaller: 'Unknown caller',

  // session
  tryAgain: 'Try again',
  signIn: 'Sign in',
  signInAgain: 'Sign in again',
  dismiss: 'Dismiss',
  consentNeeded: 'This page asks for your permission to work with the names, photos and chats of your colleagues.',
  allow: 'Allow',
  sessionExpired: 'Your sign-in has expired. Sign in again to keep calling.',
  lineLost: 'Calls cannot reach you right now. Reconnecting…',
  advice: (message: string): string => `For the developer of this page: ${message}`,

  // sign-in
  signInWithTeams: 'Sign in with Microsoft Teams',
  signingIn: 'Signing in…',
  finishInWindow: 'Finish signing in in the window that opened.',
  cancelSignIn: 'Cancel sign-in',
  signingInCancel: 'Signing in… Press to cancel.',
  signOut: 'Sign out',
  signedInAs: (name: string): string => `Signed in as ${name}`,
  connecting: 'Connecting…',
  notSetUp: 'Calling is not set up on this page yet.',

  // call button
  call: 'Call',
  callSomeone: (name: string): string => `Call ${name}`,
  videoCallSomeone: (name: string): string => `Video call ${name}`,
  hangUp: 'Hang up',
  cancelCall: 'Cancel',
  cancelCallTo: (name: string): string => `Cancel the call to ${name}`,
  calling: 'Calling…',
  callingSomeone: (name: string): string => `Calling ${name}…`,
  answer: 'Answer',
  answerSomeone: (name: string): string => `Answer ${name}`,
  nobodyToCall: 'There is nobody to call.',
  inAnotherCall: 'You are in another call.',
  anotherCallStarts: 'Another call is being started.',
  noPhonePlan: 'Your account has no phone plan, so it cannot call telephone numbers.',
  turnedOff: 'Calling is turned off here.',

  // incoming calls
  incomingCall: 'Incoming call',
  incomingFrom: (name: string): string => `Incoming call from ${name}`,
  ringsHint: (key: string): string => `Press ${key} to go to the call.`,
  accept: 'Accept',
  acceptFrom: (name: string): string => `Accept call from ${name}`,
  acceptWithVideo: 'Accept with video',
  acceptWithVideoFrom: (name: string): string => `Accept with video: call from ${name}`,
  decline: 'Decline',
  declineFrom: (name: string): string => `Decline call from ${name}`,
  ringsSilently: 'Your browser keeps the ringtone silent.',
  enableSound: 'Enable sound',
  someoneCalls: (name: string): string => `${name} is calling`,

  // a call
  callWith: (name: string): string => `Call with ${name}`,
  ringing: 'Ringing…',
  reconnecting: 'Reconnecting…',
  inLobby: 'Waiting to be let in…',
  onHold: 'On hold',
  heldBy: (name: string): string => `${name} put you on hold`,
  ending: 'Ending…',
  connected: 'Connected',
  mute: 'Mute',
  unmute: 'Unmute',
  camera: 'Camera',
  cameraOn: 'Turn camera on',
  cameraOff: 'Turn camera off',
  mutedPerson: (name: string): string => `${name} is muted`,
  yourCamera: 'Your camera',
  cameraOf: (name: string): string => `Video of ${name}`,
  controls: 'Call controls',
  close: 'Close',
  callAgain: 'Call again',
  lasted: (duration: string): string => `Lasted ${duration}`,
  endedAfter: (reason: string, duration: string): string => `${reason} · ${duration}`,

  // how a call came to its end
  completed: 'Call ended',
  canceled: 'Call cancelled',
  'no-answer': 'No answer',
  busy: 'Busy',
  rejected: 'Call declined',
  missed: 'Missed call',
  'answered-elsewhere': 'Answered on another device',
  transferred: 'Call transferred',
  failed: 'The call failed',

  // what the announcer says
  sayCalling: (name: string): string => `Calling ${name}.`,
  sayRinging: (name: string): string => `Ringing at ${name}.`,
  sayConnected: (name: string): string => `Connected with ${name}.`,
  sayReconnecting: (name: string): string => `The connection with ${name} was lost. Reconnecting.`,
  sayEnded: (reason: string, name: string): string => `${reason}: ${name}.`,
};

export type Words = typeof en;
