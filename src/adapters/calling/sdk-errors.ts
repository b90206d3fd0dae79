// Longer than most files, because it is one table: every code that Microsoft documents for the Calling SDK, each once.
import {
  answeredElsewhere,
  blocked,
  busy,
  closed,
  declined,
  failed,
  left,
  notAnswered,
  offline,
  over,
  partyUnknown,
  refused,
  removed,
  transferred,
} from './call-outcomes.js';
import { each, ends, thrown, type SdkError } from './sdk-error.js';

const OURS = 'Teams Embed should not have asked for this: please report it.';
const SERVICE = "A fault of Communication Services. Where it goes on, open a support request with the call's id.";
const NETWORK =
  "Compare the network with Microsoft's network requirements for Communication Services: hosts, UDP 3478–3481, TCP 443.";
const TOKEN = 'Does the token service answer, with a token for a Teams user that has not ended?';
const CALLEE = 'The callee is signed in to Teams nowhere, or what rings there does not reach the service.';
const CARRIER = 'For direct routing, look into the logs of the session border controller.';
const PLAN =
  "Look at the caller's phone plan, calling policy and voice routes, and at what the carrier says of the number.";
const PERMISSION = 'The person, the browser or the system refused. Both, browser and system, have to allow it.';
const ABSENT = 'Teams Embed does not use this feature of the SDK: does something else on the page?';
const ROOMS = 'A room of Communication Services, which Teams users cannot join.';

/** The subcodes. They say more than the codes and so are asked first. */
export const BY_SUBCODE: ReadonlyMap<number, SdkError> = new Map<number, SdkError>([
  // Clients, agents and their connection.
  [40012, thrown('call-unknown', 'The call client was disposed: the session connected anew, or somebody signed out.')],
  [
    40100,
    thrown('origin-not-allowed', 'The SDK works on pages from https, file: or localhost only; 127.0.0.1 is none.'),
  ],
  ...each([40101, 40104, 40114, 40115], thrown('call-service-unreachable', `The agent did not connect. ${NETWORK}`)),
  [40204, thrown('call-service-unreachable', 'The call agent was disposed: the session is connecting anew.')],
  [40205, thrown('not-supported', `Agents send no such event. ${OURS}`)],
  [40209, thrown('not-supported', 'Teams users cannot join calls of this kind: no groups, no rooms.')],
  [40210, thrown('not-supported', 'This is no link to a Teams meeting.')],
  [40213, thrown('not-supported', `A call to one person has no thread. ${OURS}`)],
  [40216, thrown('service-failed', `No agent could be made. ${SERVICE}`)],
  ...each(
    [40228, 40230],
    thrown(
      'service-failed',
      'Something else on this page has a call agent for the same user. There can be one: dispose the other.',
    ),
  ),
  [40231, thrown('token-rejected', `The token is not one of a Teams user. ${TOKEN}`)],
  // Permissions and lists of devices.
  [40606, thrown('not-supported', 'This browser leaves the choice of the speaker to the system.')],
  [40613, thrown('microphone-blocked', PERMISSION, 'camera-blocked')],
  [
    40614,
    thrown('device-failed', 'The permission could not even be asked for. Look at the settings of browser and system.'),
  ],
  // Commands about a call.
  [41001, thrown('service-failed', `The call could not be started. ${SERVICE}`)],
  ...each(
    [41006, 41007],
    thrown('call-unknown', 'The call does not ring any longer: the caller gave up, or it was taken.'),
  ),
  ...each(
    [41015, 41016],
    thrown('service-failed', 'Muting did not work. The SDK refuses many changes in a short time.'),
  ),
  [41022, thrown('not-supported', 'Tones can be sent when the call is connected, not before.')],
  [41025, thrown('not-supported', `This is no local video stream. ${OURS}`)],
  [41027, thrown('not-supported', `Video is being sent already. ${OURS}`)],
  [41030, thrown('not-supported', `No video is being sent. ${OURS}`)],
  [41032, thrown('not-supported', `Another stream than this is being sent. ${OURS}`)],
  ...each([41033, 41034], thrown('service-failed', 'Hold and resume work when the call is connected, not before.')),
  ...each([41035, 41041, 41071], thrown('not-supported', ABSENT)),
  [41042, thrown('not-supported', `Calls send no such event. ${OURS}`)],
  [
    41048,
    thrown('device-failed', 'The camera did not start with the call. It is turned off, or another program has it.'),
  ],
  [
    41056,
    thrown('phone-plan-required', 'Enterprise Voice is not enabled for this user: assign Teams Phone and turn it on.'),
  ],
  [41073, thrown('not-supported', "Communication Services turned media streams of one's own off for this resource.")],
  [41089, thrown('not-supported', ABSENT)],
  // Our own camera and microphone.
  [43000, thrown('device-failed', 'Another program or page is using the camera.')],
  ...each([43001, 43016], thrown('camera-blocked', PERMISSION)),
  ...each(
    [43002, 43007, 43014, 43017],
    thrown('device-failed', 'The camera gave no stream. Does it work in other pages?'),
  ),
  ...each(
    [43004, 43005],
    thrown('not-supported', `Nothing to switch to: this is no camera, or the one in use. ${OURS}`),
  ),
  [43013, thrown('camera-missing', 'The system has no camera, or has it turned off.')],
  [43015, thrown('camera-blocked', 'The browser asked for the camera, and the person did not answer in time.')],
  [43018, thrown('device-failed', 'The camera cannot do the size or the frame rate that was wanted.')],
  [43019, thrown('camera-missing', 'No camera was chosen.')],
  [43602, thrown('device-failed', 'The microphone gave no sound. Is it allowed, and does it work in other pages?')],
  [43610, thrown('microphone-blocked', PERMISSION)],
  // Pictures of others.
  [43200, thrown('video-failed', 'The other side sends no picture right now.')],
  [43202, thrown('video-failed', 'The other side turned its camera off in this moment.')],
  [43203, thrown('video-failed', "No frame came in time: the other side's network, or ours, is slow.")],
  [43204, thrown('video-failed', `The service did not deliver the picture. ${SERVICE}`)],
  ...each([43209, 43210], thrown('video-failed', 'The picture was taken away while it was being made.')),
  [43220, thrown('video-failed', 'As many pictures as the SDK can show are shown already.')],
  // Tokens.
  [44111, thrown('token-rejected', 'The token is no JWT that can be read. What does the token service answer?')],
  [44113, thrown('token-rejected', 'The token lacks the scope voip.')],
  [44117, thrown('token-rejected', 'The token is encrypted, which the SDK does not read.')],
  [71005, thrown('token-rejected', `The service did not validate who is calling. ${TOKEN}`)],
  // Features: hands, spotlight, dial-in numbers, breakout rooms, together mode, media access.
  ...each([45758, 45802, 45900, 45902, 45903, 45950, 45951, 45952, 45953], thrown('not-supported', ABSENT)),
  ...each([46250, 46251, 46256, 46258, 46260, 46303, 46304, 46306], thrown('not-supported', ABSENT)),
  ...each([46502, 46503, 46504, 46505, 46506, 46507], thrown('not-supported', ABSENT)),
  ...each([46254, 46255, 46257, 46259, 46500, 46501], thrown('service-failed', `${SERVICE} ${ABSENT}`)),

  // How calls end: by our side and its network.
  [7, ends(offline, 'network-lost', 'The browser was offline, and stayed so while the SDK tried again.')],
  [3100, ends(failed('network-lost'), 'network-lost', `The network failed while the call was set up. ${NETWORK}`)],
  [3101, ends(failed('network-lost'), 'network-lost', `The network failed during the call. ${NETWORK}`)],
  [3111, ends(failed('service-failed'), 'service-failed', `The media offer could not be handled. ${SERVICE}`)],
  [
    3112,
    ends(failed('network-blocked'), 'network-blocked', `Media finds no way out, not by a relay either. ${NETWORK}`),
  ],
  [4501, ends(over, 'call-unknown', 'Declined here, or no media offer could be made: does the browser support calls?')],
  [4502, ends(offline, 'call-service-unreachable', `A request of the browser got no answer. ${NETWORK}`)],
  [4507, ends(failed('token-rejected'), 'token-rejected', TOKEN)],
  [4521, ends(left, 'call-unknown', 'The page was closed or left without hanging up.')],
  // 1.40 says 4520 where 2.0 says 4525.
  ...each([4520, 4525], ends(offline, 'call-service-unreachable', NETWORK)),
  [10009, ends(failed('token-rejected'), 'token-rejected', TOKEN)],
  [301004, ends(failed('network-blocked'), 'network-blocked', `Media could not be connected. ${NETWORK}`)],
  [301005, ends(failed('network-blocked'), 'network-blocked', `Media was connected and got lost. ${NETWORK}`)],
  [531004, ends(failed('network-blocked'), 'network-blocked', `No media path was found. ${NETWORK} ${CARRIER}`)],
  // By somebody or something else, in an orderly way.
  [4097, ends(over, 'call-unknown', 'The organizer ended the call for everyone.')],
  [4500, ends(closed, 'call-unknown', 'The service knows no such call: it is over.')],
  ...each([5000, 5300], ends(removed, 'removed-from-call', 'Another participant, a bot or an API removed this one.')),
  [5003, ends(declined, 'call-unknown', 'All devices of the callee declined, or the call was over.')],
  [5010, ends(over, 'call-unknown', 'Nobody else was left in the call.')],
  [5013, ends(notAnswered, 'timed-out', 'Nobody else came to the call.')],
  [5317, ends(closed, 'call-unknown', "The participant's role changed, and the new one may not stay.")],
  ...each([5828, 5829, 5830], ends(refused, 'call-refused', ROOMS)),
  [7000, ends(over, 'call-unknown', 'A bot or an automation ended the call.')],
  [7015, ends(transferred, 'call-unknown', 'The call was transferred and goes on elsewhere.')],
  [10110, ends(closed, 'call-unknown', 'The call had lasted as long as calls may.')],
  // By the callee.
  [10003, ends(answeredElsewhere, 'aborted', 'Another device of the same person took the call, as is usual.')],
  [4506, ends(notAnswered, 'timed-out', 'Nobody answered in time.')],
  [10004, ends(notAnswered, 'timed-out', 'Nobody took or declined the call while it rang.')],
  [10024, ends(declined, 'call-unknown', 'Declined on a device of the callee.')],
  ...each(
    [10037, 10057, 10076, 10077, 10078, 10315, 10317],
    ends(failed('person-unreachable'), 'person-unreachable', CALLEE),
  ),
  [10045, ends(failed('service-failed'), 'service-failed', SERVICE)],
  [500001, ends(notAnswered, 'timed-out', `The gateway got no answer in time. ${CARRIER}`)],
  // By the telephone network. 560 is for calls out, 540 for calls in, and the rest is SIP's.
  [510403, ends(blocked, 'call-blocked', `No voice route, no caller id, or taken for spam. ${PLAN}`)],
  [511404, ends(partyUnknown, 'number-unknown', `The number, or the resource that calls, was not found. ${PLAN}`)],
  [511532, ends(refused, 'phone-call-refused', 'The SIP trunk of direct routing is not set up.')],
  ...each([540000, 560000], ends(over, 'call-unknown', 'The telephone hung up.')),
  ...each([540486, 560486], ends(busy, 'person-unreachable', `The number is busy. ${CARRIER}`)),
  ...each([540487, 560487], ends(over, 'call-unknown', 'The caller gave up.')),
  [560403, ends(refused, 'phone-call-refused', PLAN)],
  [560404, ends(partyUnknown, 'number-unknown', `There is no such number, or it may not be called. ${PLAN}`)],
  ...each([560408, 560480], ends(notAnswered, 'timed-out', `The telephone did not answer. ${CARRIER}`)),
  [560484, ends(failed('number-invalid'), 'number-invalid', 'The number is incomplete or not one: give it in E.164.')],
  ...each(
    [560500, 560503],
    ends(failed('service-failed'), 'service-failed', `A fault on the way to the telephone. ${CARRIER}`),
  ),
  [560603, ends(declined, 'call-refused', `The telephone declined, or fraud was suspected. ${PLAN}`)],
]);

/** The codes, which are those of SIP and HTTP. */
export const BY_CODE: ReadonlyMap<number, SdkError> = new Map<number, SdkError>([
  [0, ends(over, 'call-unknown', 'Ended in an orderly way.')],
  ...each(
    [400, 405, 406, 409, 412, 413, 422],
    ends(failed('service-failed'), 'not-supported', 'The call, or the SDK, is in no state for this.'),
  ),
  [401, thrown('token-rejected', TOKEN)],
  [403, ends(refused, 'call-refused', PLAN)],
  [404, ends(partyUnknown, 'call-unknown', 'Who or what was asked for does not exist, or no longer.')],
  [408, ends(notAnswered, 'timed-out', 'Somebody or something did not answer in time.')],
  [410, thrown('network-lost', `Media failed, on this side or in the service. ${NETWORK}`)],
  [426, thrown('service-failed', 'The service wants a newer SDK: update @azure/communication-calling.')],
  [429, thrown('too-many-requests', 'The service is throttling. Wait before the next try.')],
  [430, thrown('person-unreachable', CALLEE)],
  [480, thrown('person-unreachable', CALLEE)],
  [481, ends(failed('service-failed'), 'call-unknown', 'The service does not know this call any longer.')],
  [484, ends(failed('number-invalid'), 'number-invalid', 'The number is incomplete or not one: give it in E.164.')],
  [486, ends(busy, 'person-unreachable', 'The callee is busy.')],
  [487, ends(over, 'call-unknown', 'Cancelled, which is usual.')],
  ...each([490, 491], ends(offline, 'call-service-unreachable', NETWORK)),
  [495, thrown('token-rejected', TOKEN)],
  ...each([496, 497, 498], ends(offline, 'network-lost', NETWORK)),
  ...each([500, 501, 502, 503, 504], thrown('service-failed', SERVICE)),
  [600, ends(busy, 'person-unreachable', 'The callee is busy on every device.')],
  [603, ends(declined, 'call-unknown', 'Declined.')],
  [604, ends(partyUnknown, 'person-unknown', 'Whom the call was for exists nowhere.')],
  [606, thrown('service-failed', 'The callee was reached, and can do none of what was offered.')],
]);
