export const mediaStyles = `
.player{display:block;max-inline-size:100%;border-radius:14px;color-scheme:inherit}
audio.player{inline-size:320px;block-size:44px;border-radius:22px}
video.player{inline-size:360px;max-block-size:260px;aspect-ratio:16/9;background:#000}
.player:focus-visible{outline-offset:2px}
`;
