import { scrollHint } from './shared/scroll-hint.js';

/** Styles that all templates share. They are adopted after the window's own style sheet. */
export const templateStyles = `
.part{display:flex;flex-direction:column;align-items:start;gap:6px;inline-size:100%;max-inline-size:100%;min-inline-size:0}
.user .part{align-items:end}
.part>.bubble:has(+*),.part>*+*{border-end-start-radius:18px}
.actions{display:flex;flex-wrap:wrap;gap:6px;max-inline-size:100%;margin-block-start:2px}
.action{display:inline-flex;align-items:center;gap:8px;min-block-size:40px;max-inline-size:100%;padding:6px 14px;border:1px solid var(--_link);border-radius:20px;
background:var(--_raised);color:var(--_link);font-size:.9375em;font-weight:500;line-height:1.3;text-align:start;text-decoration:none;cursor:pointer}
.action:hover{background:var(--_bubble)}
.action:active{background:var(--_border)}
.actions.stack{flex-direction:column;align-items:stretch}
.actions.full{inline-size:100%}
.actions.full .action,.actions.stack .action{justify-content:center;text-align:center}
.solid .action{background:var(--_accent);border-color:var(--_accent);color:var(--_on-accent)}
.tinted .action{background:var(--_bubble);border-color:transparent}
.plain .action{border-color:transparent;padding-inline:6px;text-decoration:underline;text-underline-offset:.2em}
.above-composer{flex:none;padding:4px max(12px,50% - 404px) 8px;overflow-x:auto;${scrollHint('--_surface')};scrollbar-width:thin}
.above-composer .actions{flex-wrap:nowrap;inline-size:max-content;max-inline-size:none;margin:2px}
.above-composer .action{max-inline-size:min(20em,70vw)}
.action-picture{inline-size:24px;block-size:24px;margin-inline-start:-4px;border-radius:50%;object-fit:cover;background:var(--_bubble)}
.action.chosen::after{margin-inline-start:4px}
.action[aria-disabled=true]{border-color:var(--_border);background:none;color:var(--_muted);cursor:default}
.action.chosen,.action.chosen[aria-disabled=true]{border-color:var(--_link);background:var(--_bubble);color:var(--_link);font-weight:600}
.chosen::after{content:"";flex:none;display:inline-block;inline-size:.4em;block-size:.8em;margin-block-end:.2em;margin-inline:.5em 2px;border:solid currentColor;
border-width:0 2px 2px 0;transform:rotate(45deg)}
.wide{inline-size:100%;max-inline-size:100%}
.message:has(.wide){inline-size:100%}
.message+.message:has(.part),.message:has(.part)+.message{margin-block-start:12px}
.group:has(.wide,.ask,.chart,.table-sheet,.entries){padding-inline-end:0}
.card{border:1px solid var(--_border);border-radius:16px;background:var(--_raised);font-size:.9375em;overflow:hidden}
.card-body,.card-head,.section{padding:12px 14px}
.card-head{display:flex;align-items:center;gap:12px}
.card-title{padding:12px 14px 4px;font-weight:650}
.section+.section,.card-head+*,.panel,.rows>*+*{border-block-start:1px solid var(--_border)}
.rows,.lines{margin:0;padding:0;list-style:none}
.lines{padding:10px 14px}
.lines li{display:flex;align-items:center;gap:8px;padding-block:3px}
.row{position:relative;display:flex;flex-wrap:wrap;align-items:center;gap:6px 12px;padding:10px 14px;min-block-size:48px}
.stacked-row{flex-flow:column nowrap;align-items:stretch;gap:4px}
.row-body{flex:1 1 min-content;min-inline-size:0;overflow-wrap:break-word}
.row-rest{flex-basis:100%;min-inline-size:0}
.row-rest:empty{display:none}
.thumb~.row-rest{padding-inline-start:52px}
.card :is([dir=auto],.row-title,.row-more),:is(.ask,.chart,.entries) :is([dir=auto],bdi):not(input,textarea,.entry-value,.plot-labels *){text-align:-webkit-match-parent;text-align:match-parent}
.row>.thumb{align-self:start}
.row-end{flex:none;max-inline-size:45%;margin-inline-start:auto;font-weight:600;text-align:end}
.row-title{display:block;max-inline-size:100%;font-weight:600;text-align:start;text-decoration:none;line-height:1.35}
.row-more{color:var(--_muted);font-size:.9375em}
.strong{font-weight:650}
.pressable{position:relative}
:is(a,button).row-title{color:var(--_link)}
:is(a,button).row-title::before{content:"";position:absolute;inset:0}
.pressable:hover{background:color-mix(in srgb,var(--_bubble) 60%,var(--_raised))}
:is(a,button).row-title:focus-visible{outline:0}
:is(a,button).row-title:focus-visible::before{outline:2px solid var(--_link);outline-offset:-3px}
.pressable :is(.actions,.menu,.row-more a,.row-end){position:relative;z-index:1}
.thumb{flex:none;inline-size:40px;block-size:40px;border-radius:10px;object-fit:cover;background:var(--_bubble)}
.sign{flex:none;inline-size:20px;block-size:20px;border-radius:4px;object-fit:contain;vertical-align:-.3em;margin-inline-end:6px}
.lines .sign{margin:0}
.split{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:2px 12px}
.tag{flex:none;padding:1px 8px;border-radius:10px;background:var(--_bubble);color:var(--_muted);font-size:.8125em;font-weight:600}
.pairs{margin:6px 0 0}
.pairs>div{display:flex;justify-content:space-between;gap:12px;padding-block:3px}
.pairs dt{color:var(--_muted)}
.pairs dd{margin:0;font-weight:600;text-align:end}
.foot-actions{padding:0 14px 12px;margin:0}
.lines+.foot-actions{padding-block-start:2px}
.card-head+.foot-actions,.section+.foot-actions,.panel+.foot-actions{padding-block-start:12px}
.slide .foot-actions .action,.row .action{min-block-size:36px;font-size:.875em}
.more,.menu>summary,.panel>summary{min-block-size:40px;padding:8px 14px;color:var(--_link);font-size:.9375em;font-weight:600;text-align:start;cursor:pointer}
.more{inline-size:100%;border-block-start:1px solid var(--_border)}
:is(.more,.menu>summary,.panel>summary):hover{background:var(--_bubble)}
:is(.more,.menu>summary,.panel>summary,.strip):focus-visible{outline-offset:-3px}
.menu>summary{padding-inline:0}
.menu[open]>.actions{margin-block-end:8px}
.message:has(.silent),.group:has(.silent):not(:has(.bubble,.picture,.card,.actions,.line)){display:none}
.line{align-self:center;margin-block:4px;padding-inline:16px;color:var(--_muted);font-size:.8125em;text-align:center}
.group:not(.system):has(.line):not(:has(.bubble,.picture,.card,.actions)){align-items:center;padding-inline:16px}
.group:not(.system):has(.line):not(:has(.bubble,.picture,.card,.actions))>:is(.avatar,.author){display:none}
.bubble .title{font-weight:600}
.bubble.download{display:flex;align-items:center;gap:10px;min-block-size:48px}
a.download{color:inherit;text-decoration:none}
a.download:hover bdi{text-decoration:underline;text-underline-offset:.2em}
.download .icon{flex:none;inline-size:20px;block-size:20px}
.download-about{display:grid;min-inline-size:0;line-height:1.35}
.download bdi{font-weight:600;overflow-wrap:anywhere}
.download-about>span{font-size:.8125em}
.bubble .title:not(:first-child){margin-block-start:6px}
@media(forced-colors:active){.action[aria-disabled=true]{color:GrayText;border-color:GrayText}}
`;
