type Kind = 'audio' | 'video';
type Constraints = MediaTrackConstraints | true;

/** What was wished for in this very moment, and the stream that fulfils it all. */
let wishes: Partial<Record<Kind, Constraints>> = {};
let opening: Promise<MediaStream> | undefined;

/**
 * Opens a device. Browsers open one device after the other, but those of one request together: so a microphone and a
 * camera that are wished for in the same moment become one request, and a call with video starts that much sooner.
 */
export async function openTogether(kind: Kind, constraints: Constraints): Promise<MediaStream> {
  if (wishes[kind]) return navigator.mediaDevices.getUserMedia({ [kind]: constraints });
  wishes[kind] = constraints;
  const together = (opening ??= Promise.resolve().then(openWishes));
  try {
    const stream = await together;
    return new MediaStream(stream.getTracks().filter((track) => track.kind === kind));
  } catch {
    // One of them may fail for the other: each says for itself what it lacks.
    return navigator.mediaDevices.getUserMedia({ [kind]: constraints });
  }
}

function openWishes(): Promise<MediaStream> {
  const constraints = wishes;
  wishes = {};
  opening = undefined;
  return navigator.mediaDevices.getUserMedia(constraints);
}
