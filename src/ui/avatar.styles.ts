import { css, type CSSResult } from 'lit';

/** How `avatar()` looks. `--_avatar-size` is set by whoever places one. */
export const avatarStyles: CSSResult = css`
  .avatar {
    position: relative;
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    inline-size: var(--_avatar-size, 40px);
    block-size: var(--_avatar-size, 40px);
    overflow: hidden;
    border-radius: 50%;
    background: var(--_brand-tint);
    color: var(--_brand-foreground);
    font-size: calc(var(--_avatar-size, 40px) * 0.4);
    font-weight: 600;
    line-height: 1;
    user-select: none;
  }

  .avatar svg {
    inline-size: 50%;
    block-size: 50%;
  }

  .avatar canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  @media (forced-colors: active) {
    .avatar {
      border: 1px solid CanvasText;
    }
  }
`;
