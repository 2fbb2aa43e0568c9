import { scrollHint } from '../shared/scroll-hint.js';

/** Colours that are distinguishable in the light and the dark theme, with a contrast of at least 3:1 to the background. */
const LIGHT = ['#2f54eb', '#0b7a5b', '#b45309', '#a21caf', '#0e7490', '#c2255c', '#5b5f66', '#6d4bd8'];
const DARK = ['#8aa4ff', '#4fd1a5', '#f5b14c', '#e59cf5', '#5fd0e6', '#ff8fab', '#b6bcc6', '#b8a5ff'];

const colours = (values: readonly string[]) => values.map((value, index) => `--_c${index}:${value};`).join('');
const classes = LIGHT.map((_, index) => `.c${index}{--_c:var(--_c${index})}`).join('');

/** Styles of charts. They load with the first chart. */
export const chartStyles = `
.chart{${colours(LIGHT)}inline-size:24em;max-inline-size:100%;margin:0;padding:14px;border:1px solid var(--_border);border-radius:18px;background:var(--_raised);font-size:.9375em;text-align:start}
[data-theme=dark] .chart{${colours(DARK)}}
@media(prefers-color-scheme:dark){[data-theme=auto] .chart{${colours(DARK)}}}
${classes}
.chart figcaption{margin-block-end:12px;font-weight:600;line-height:1.35}
.chart ul{margin:0;padding:0;list-style:none}
.chart-legend{display:flex;flex-wrap:wrap;gap:4px 14px;margin-block-start:10px!important;font-size:.8667em}
.chart-legend li{display:flex;align-items:center;gap:6px;min-inline-size:0}
.chart-key{flex:none;inline-size:.8em;block-size:.8em;border-radius:3px;background:var(--_c)}
.plot{display:flex;gap:8px;font-size:.8em;color:var(--_muted);font-variant-numeric:tabular-nums}
.ticks{position:relative;flex:none;block-size:180px;margin-block-start:14px}
.ticks span{position:absolute;inset-inline-end:0;transform:translateY(50%);white-space:nowrap}
.ticks b{visibility:hidden;font-weight:400;white-space:nowrap}
.plot-scroll{flex:1;min-inline-size:0;overflow-x:auto;${scrollHint('--_raised')};scrollbar-width:thin;padding-block-start:14px}
.plot-area{position:relative;block-size:180px}
.plot-line{position:absolute;inset-inline:0;block-size:0;border-block-end:1px solid var(--_border)}
.plot-line.zero{border-color:var(--_control)}
.plot-labels{display:flex;padding-block:6px 2px}
.plot-labels bdi{flex:1 1 0;min-inline-size:0;padding-inline:2px;overflow:hidden;text-align:center;text-overflow:ellipsis;overflow-wrap:anywhere;line-height:1.25;max-block-size:2.5em}
.standing{position:absolute;inset:0;display:flex}
.place{position:relative;flex:1 1 0;min-inline-size:0;display:flex;justify-content:center;gap:2px;margin-inline:6px}
.column{position:relative;flex:1 1 0;min-inline-size:3px;max-inline-size:36px}
.column.on-top{position:absolute;inset-block:0;max-inline-size:48px;margin-inline:auto}
.bar{position:absolute;inset-inline:0;border-radius:3px;background:var(--_c)}
.on-top .bar,.track .bar{outline:1px solid var(--_raised)}
.bar-value{position:absolute;inset-inline:-12px;padding-block-end:1px;color:var(--_text);font-size:.95em;line-height:1.1;text-align:center;white-space:nowrap}
.lying{display:flex;flex-direction:column;gap:10px;font-size:.8667em}
.lying-place{display:flex;flex-direction:column;gap:3px}
.lying-row{display:flex;align-items:center;gap:8px}
.track{position:relative;flex:1;min-inline-size:0;block-size:18px;border-radius:4px;background:var(--_bubble);overflow:hidden}
.track .bar{inset-block:0;inset-inline:auto}
.lying-value{flex:none;min-inline-size:3em;text-align:end;font-variant-numeric:tabular-nums}
.plot-lines{position:absolute;inset:0;inline-size:100%;block-size:100%;overflow:visible}
.plot-lines.mirrored{transform:scaleX(-1)}
.plot-lines polyline{fill:none;stroke:var(--_c);stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round;vector-effect:non-scaling-stroke}
.plot-point{position:absolute;inline-size:9px;block-size:9px;margin-inline-start:-6.5px;margin-block-end:-6.5px;border:2px solid var(--_raised);border-radius:50%;background:var(--_c);box-sizing:content-box}
.pie{display:flex;flex-wrap:wrap;align-items:center;gap:12px 20px}
.pie svg{flex:0 1 7em;min-inline-size:6em;aspect-ratio:1}
.slice{fill:none;stroke:var(--_c)}
.pie-legend{flex:1 1 8em;display:flex;flex-direction:column;gap:6px;font-size:.9em}
.pie-legend li{display:flex;align-items:baseline;gap:8px}
.pie-legend .entry-words{flex:1;min-inline-size:0;display:flex;flex-direction:column}
.pie-value{font-weight:600;font-variant-numeric:tabular-nums}
.chart-numbers{margin-block-start:10px}
.chart-numbers summary{inline-size:fit-content;min-block-size:32px;padding:5px 8px;margin-inline-start:-8px;border-radius:8px;color:var(--_link);font-size:.9em;font-weight:500;cursor:pointer}
.chart-numbers summary:hover{background:var(--_bubble)}
.chart-numbers[open] summary{margin-block-end:4px}
@media(forced-colors:active){.bar,.chart-key,.plot-point,.slice{forced-color-adjust:none}}
`;
