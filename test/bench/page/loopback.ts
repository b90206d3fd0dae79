/**
 * The same call with nothing around it: a caller with a microphone, somebody who answers at once with a camera, two
 * peer connections in one page. In milliseconds to the first frame.
 */
export async function loopback(): Promise<number> {
  const start = performance.now();
  const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
  caller.onicecandidate = ({ candidate }) => void callee.addIceCandidate(candidate ?? undefined);
  callee.onicecandidate = ({ candidate }) => void caller.addIceCandidate(candidate ?? undefined);
  const video = document.body.appendChild(document.createElement('video'));
  video.muted = true;
  const firstFrame = new Promise<number>((resolve) => video.requestVideoFrameCallback(resolve));
  caller.ontrack = ({ track }) => {
    if (track.kind !== 'video') return;
    video.srcObject = new MediaStream([track]);
    void video.play();
  };

  const voice = await navigator.mediaDevices.getUserMedia({ audio: true });
  for (const track of voice.getTracks()) caller.addTrack(track, voice);
  caller.addTransceiver('video', { direction: 'recvonly' });
  await caller.setLocalDescription(await caller.createOffer());
  await callee.setRemoteDescription(caller.localDescription as RTCSessionDescription);
  const camera = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 640, height: 360, frameRate: 15 },
  });
  for (const track of camera.getTracks()) callee.addTrack(track, camera);
  await callee.setLocalDescription(await callee.createAnswer());
  await caller.setRemoteDescription(callee.localDescription as RTCSessionDescription);

  const time = (await firstFrame) - start;
  for (const track of [...voice.getTracks(), ...camera.getTracks()]) track.stop();
  caller.close();
  callee.close();
  video.remove();
  return time;
}
