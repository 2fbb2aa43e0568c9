export const emojiStyles = `
.emoji-panel{display:flex;flex-direction:column;gap:6px;flex-basis:100%;order:-1;padding:8px 8px 4px}
.emoji-panel .search{inline-size:100%;min-block-size:36px;padding:4px 12px;border:1px solid var(--_control);border-radius:18px;background:var(--_surface);color:inherit;font:inherit;font-size:.9375em}
.emoji-panel .groups{display:flex;justify-content:space-between}
.emoji-panel .groups .emoji{flex:1;min-inline-size:28px;border-radius:8px 8px 0 0}
.emoji-panel .groups [aria-pressed=true]{box-shadow:inset 0 -2px var(--_link)}
.emoji-panel .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(36px,1fr));align-content:start;block-size:min(196px,34vh);overflow-y:auto;scrollbar-width:thin}
.emoji-panel .search:focus-visible{outline-offset:-1px}
.emoji-panel .emoji{font-family:"Apple Color Emoji","Segoe UI Emoji","Noto Color Emoji",sans-serif;block-size:36px;border-radius:8px;font-size:1.25em;line-height:1;text-align:center}
.emoji-panel .emoji:hover{background:var(--_bubble)}
.emoji-panel .emoji:focus-visible{outline-offset:-2px}
.emoji-panel .hint:empty{display:none}
`;
