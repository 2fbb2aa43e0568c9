/**
 * The design tokens. A page sets the public ones (`--xo-accent: #0a7f5a` on `xo-chat` or an ancestor). Each has a
 * private counterpart with the light or dark default, and the styles use only the private ones.
 *
 *   --xo-accent        own bubbles, launcher, main button      --xo-on-accent   text on the accent
 *   --xo-link          links and quiet buttons on the surface
 *   --xo-surface       window                                  --xo-raised      fields and chips on the surface
 *   --xo-bubble        bubbles of the bot                      --xo-text, --xo-muted, --xo-danger, --xo-good
 *   --xo-border        lines between areas                     --xo-control     outline of the field: 3:1 on the surface
 *
 *   --xo-font, --xo-radius, --xo-width, --xo-height, --xo-offset (from the edges of the page), --xo-z-index
 *
 * A page's `* { … }` rule matches the element but not its shadow tree. A floating chat has no box of its own (`display:
 * contents`), so such rules have nothing to style. Font sizes are relative to the size that the reader has chosen in
 * the browser, not to the page's `html { font-size }`.
 */
const COLOURS = {
  accent: ['#2f54eb', '#3f66f0'],
  'on-accent': ['#fff', '#fff'],
  link: ['#2346d1', '#a9bcff'],
  surface: ['#fff', '#14171d'],
  raised: ['#fff', '#1c2028'],
  bubble: ['#f0f2f6', '#252b36'],
  text: ['#161a22', '#edf0f5'],
  muted: ['#5a6373', '#a3acbb'],
  border: ['#dde1e9', '#353c49'],
  control: ['#858e9e', '#6f7889'],
  danger: ['#b3261e', '#ffb4ab'],
  good: ['#16794a', '#6dd6a0'],
  shadow: ['#1018282e', '#0000008c'],
};

/**
 * The page's tokens win over the platform's branding (store/platform-theme.ts), and the branding wins over the
 * defaults.
 */
const [LIGHT, DARK] = ['light', 'dark'].map((scheme, at) =>
  Object.entries(COLOURS)
    .map(([name, values]) => `--_${name}:var(--xo-${name},var(--_${scheme}-${name},${values[at]}));`)
    .join(''),
);

export const tokens = `
:host{--_vh:1vh}
@supports(height:1dvh){:host{--_vh:1dvh}}
:host(:not([mode=inline])){all:initial!important;display:contents!important}
:host([mode=inline]){display:block!important;block-size:100%;min-block-size:min(280px,100*var(--_vh))}
:host([hidden]){display:none!important}
.xo{all:initial;display:contents;color-scheme:light;${LIGHT}
--_radius:var(--xo-radius,16px);--_offset:var(--xo-offset,20px);--_z:var(--xo-z-index,2147483000);
font:medium/1.45 var(--xo-font,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif);color:var(--_text);
-webkit-text-size-adjust:100%}
.xo[data-mode=inline]{display:block;block-size:100%}
.xo[data-theme=dark]{color-scheme:dark;${DARK}}
@media(prefers-color-scheme:dark){.xo[data-theme=auto]{color-scheme:dark;${DARK}}}
*,::before,::after{box-sizing:border-box}
button,textarea{font:inherit;color:inherit;letter-spacing:inherit;margin:0}
button{background:none;border:0;padding:0;cursor:pointer;-webkit-tap-highlight-color:transparent}
p,h2,ol{margin:0;padding:0;font:inherit;list-style:none}
a{color:inherit}
:focus-visible{outline:2px solid var(--_link);outline-offset:2px}
.sr,.skip:not(:focus-visible){position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.icon{inline-size:24px;block-size:24px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.round{display:grid;place-items:center;flex:none;inline-size:44px;block-size:44px;border-radius:50%}
.avatar{display:grid;place-items:center;flex:none;overflow:hidden;border-radius:50%;background:var(--_accent);color:var(--_on-accent);font-weight:600;line-height:1}
.avatar img{inline-size:100%;block-size:100%;object-fit:cover}
@media(prefers-reduced-motion:reduce){*,::before,::after{animation:none!important;transition:none!important}}
`;
