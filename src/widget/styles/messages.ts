export const messageStyles = `
.list{position:relative;flex:1;min-block-size:0;display:flex}
.scroller{flex:1;overflow:hidden auto;overscroll-behavior:contain;scrollbar-width:thin;scrollbar-color:var(--_border) transparent}
.content{min-block-size:100%;display:flex;flex-direction:column;justify-content:end;padding:16px max(16px,50% - 400px) 8px}
.loader{text-align:center;margin-block-end:8px}
.quiet{min-block-size:32px;padding:0 12px;border-radius:16px;color:var(--_link);font-size:.875em;font-weight:500}
.quiet:hover{background:var(--_bubble)}
.quiet[aria-disabled=true]{color:var(--_muted);cursor:default}
.intro{display:flex;flex-direction:column;align-items:center;gap:8px;margin:auto;padding:24px 16px;color:var(--_muted);text-align:center}
.intro .avatar{inline-size:64px;block-size:64px;font-size:1.5em}
.space{overflow-anchor:none}
.whole>.group{content-visibility:auto;contain-intrinsic-block-size:auto 90px}
.skip:focus-visible{position:absolute;z-index:1;inset-block-start:8px;inset-inline:0;inline-size:fit-content;margin-inline:auto;background:var(--_raised);
border:1px solid var(--_border)}
.day{padding-block:4px 12px;font-size:.75em;font-weight:600;color:var(--_muted);text-align:center}
.day:first-child{padding-block-start:0}
.group{position:relative;display:flex;flex-direction:column;align-items:start;padding-block-end:12px;padding-inline:38px 32px}
.group.user{align-items:end;padding-inline:48px 0}
.group>.avatar{position:absolute;inset-inline-start:0;inset-block-end:calc(1.7em + 12px);inline-size:28px;block-size:28px;font-size:.8125em}
.author{margin-block-end:4px;padding-inline-start:2px;font-size:.8125em;color:var(--_muted)}
.message{display:flex;flex-direction:column;align-items:inherit;gap:4px;max-inline-size:100%;min-inline-size:0}
.message+.message{margin-block-start:4px}
.bubble{max-inline-size:100%;overflow:clip;padding:9px 13px;border:1px solid transparent;border-radius:18px;background:var(--_bubble);
font-size:.9375em;white-space:pre-wrap;text-align:start}
.bubble a{color:var(--_link);text-underline-offset:.15em}
.bubble.error{color:var(--_danger);border-color:var(--_danger)}
.group:not(.user) .message:last-of-type .bubble:last-child{border-end-start-radius:6px}
.user .bubble{background:var(--_accent);color:var(--_on-accent)}
.user .bubble a{color:inherit}
.user .message:last-of-type .bubble:last-child{border-end-end-radius:6px}
.user .bubble :focus-visible{outline-color:currentColor}
.missing{font-style:italic}
.picture{display:block;max-inline-size:100%;border-radius:14px;overflow:hidden;border:1px solid var(--_border);background:var(--_bubble)}
.picture img{display:block;max-inline-size:100%;min-inline-size:96px;min-block-size:72px;max-block-size:260px;object-fit:contain;color:var(--_text);font-size:.875em}
.bubble .picture{margin-block:6px}
.template{display:contents}
.note{font-size:.8125em;color:var(--_muted);padding-inline:2px}
.foot{display:flex;flex-wrap:wrap;column-gap:4px;margin-block-start:3px;padding-inline:2px;font-size:.75em;color:var(--_muted)}
:is(.time,.delivery,.note,.day,.intro){unicode-bidi:plaintext}
.exact{display:none}
:is(.time:hover,.scroller:focus-visible) .exact{display:inline}
:is(.time:hover,.scroller:focus-visible) .short{display:none}
.typing{padding-inline-start:38px}
.dots{display:inline-flex;gap:5px;padding-block:14px}
.dots i{inline-size:7px;block-size:7px;border-radius:50%;background:var(--_muted);animation:dot 1.2s infinite ease-in-out}
.dots i:nth-child(2){animation-delay:.15s}
.dots i:nth-child(3){animation-delay:.3s}
@keyframes dot{0%,60%,100%{opacity:.35;transform:none}30%{opacity:1;transform:translateY(-3px)}}
`;
