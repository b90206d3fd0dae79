/** From the next click to the first frame that is shown of somebody else, in milliseconds. */
export function timeFirstFrame(): Promise<number> {
  return new Promise((resolve) => {
    let clicked: number | undefined;
    document.addEventListener('click', () => (clicked = performance.now()), { once: true, capture: true });
    const look = (): void => {
      const video = document.querySelector('teams-call')?.shadowRoot?.querySelector<HTMLVideoElement>('video.other');
      if (clicked === undefined || !video) return void requestAnimationFrame(look);
      const start = clicked;
      video.requestVideoFrameCallback((now) => resolve(now - start));
    };
    look();
  });
}
