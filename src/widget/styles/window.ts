/** Below this width or height, the window covers the whole page. */
export const SMALL_SCREEN = '(max-width:480px),(max-height:420px)';

/** Inline windows are a section, all others a dialog in a div (window/WindowFrame.tsx). */
export const windowStyles = `
.window{position:relative;block-size:100%;display:flex;flex-direction:column;overflow:hidden;background:var(--_surface);color:var(--_text);
border:1px solid var(--_border);border-radius:var(--_radius);overflow-wrap:anywhere;text-align:start}
div.window{position:fixed;z-index:var(--_z);inset-block-end:calc(var(--_offset) + 76px);inset-inline-end:var(--_offset);
inline-size:min(var(--xo-width,400px),100vw - 2*var(--_offset));block-size:min(var(--xo-height,680px),100*var(--_vh) - 2*var(--_offset) - 76px);
box-shadow:0 12px 40px var(--_shadow);animation:rise .2s ease-out}
@keyframes rise{from{opacity:0;transform:translateY(12px)}}
[data-mode=docked] .window{inset-block:0;inset-inline-end:0;inline-size:var(--xo-width,400px);block-size:auto;border-width:0;border-inline-start-width:1px;border-radius:0}
[data-mode=docked] .window~.launcher{display:none}
@media ${SMALL_SCREEN}{
[data-mode] div.window{inset:0;inline-size:auto;block-size:auto;border:0;border-radius:0;
padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}
.window~.launcher{display:none}
}
.header{display:flex;align-items:center;gap:12px;flex:none;padding-block:min(10px,1.5*var(--_vh));padding-inline:16px 8px;border-block-end:1px solid var(--_border)}
.header .avatar{inline-size:40px;block-size:40px}
.header ::slotted(*){flex:1;min-inline-size:0}
.who{flex:1;min-inline-size:0;display:flex;flex-direction:column;align-items:start}
.name{font-weight:650;line-height:1.3}
.name,.author{max-inline-size:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;unicode-bidi:plaintext}
.connection{font-size:.8125em;color:var(--_muted)}
.connection::before{content:"";display:inline-block;inline-size:8px;block-size:8px;margin-inline-end:6px;border-radius:50%;background:var(--_muted)}
.connection.good::before{background:var(--_good)}
.connection.bad::before{background:var(--_danger)}
.header .round{margin-inline-start:auto;color:var(--_muted)}
.header .round:is(:hover,:focus-visible){background:var(--_bubble);color:var(--_text)}
:is(.round,.scroller):focus-visible{outline-offset:-2px}
.inline{min-inline-size:24px;min-block-size:32px;padding:0 4px;border-radius:6px;color:var(--_link);font-weight:600;text-decoration:underline;text-underline-offset:.2em}
.empty,.inline,.quiet{unicode-bidi:plaintext}
.empty{margin:auto;padding:24px;color:var(--_muted);text-align:center}
@media(forced-colors:active){.launcher,.bubble,.action,.send,.avatar,.pill{border:1px solid}.connection::before{forced-color-adjust:none}}
`;
