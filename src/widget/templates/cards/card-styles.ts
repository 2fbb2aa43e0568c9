export const cardStyles = `
.slides{position:relative}
.strip{display:flex;gap:10px;margin:0;padding:2px;overflow:auto hidden;scroll-snap-type:x proximity;scroll-padding-inline:2px;scrollbar-width:thin;scrollbar-color:var(--_border) transparent;list-style:none}
.slide{flex:none;display:flex;flex-direction:column;inline-size:min(240px,88%);scroll-snap-align:start}
.slide .card-body{flex:1}
.cover{display:block;inline-size:100%;aspect-ratio:16/9;object-fit:cover;background:var(--_bubble)}
.steps{display:flex;justify-content:end;gap:4px;margin-block-start:4px}
.step{display:grid;place-items:center;inline-size:36px;block-size:36px;border-radius:50%;color:var(--_link)}
.step::before{content:"";inline-size:9px;block-size:9px;border:solid currentColor;border-width:0 0 2px 2px;transform:translateX(2px) rotate(45deg)}
.step.next::before{transform:translateX(-2px) rotate(-135deg)}
[dir=rtl] .step::before{transform:translateX(-2px) rotate(-135deg)}
[dir=rtl] .step.next::before{transform:translateX(2px) rotate(45deg)}
.step:hover{background:var(--_bubble)}
.step[aria-disabled=true]{color:var(--_control);background:none;cursor:default}
@media(prefers-reduced-motion:no-preference){.strip{scroll-behavior:smooth}}
`;
