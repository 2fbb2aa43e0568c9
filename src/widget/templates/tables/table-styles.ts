import { scrollHint } from '../shared/scroll-hint.js';

/** Styles of tables and of lists with a value at the end of each row. They load with the first of them. */
export const tableStyles = `
.table-sheet{max-inline-size:100%;overflow-x:auto;border:1px solid var(--_border);border-radius:14px;${scrollHint('--_raised')};font-size:.9em;scrollbar-width:thin}
.table-sheet:focus-visible{outline-offset:-2px}
.table-sheet table{border-collapse:collapse;min-inline-size:100%;overflow-wrap:normal}
.table-sheet :is(th,td){min-inline-size:3.5em;max-inline-size:18em;padding:9px 10px;text-align:start;vertical-align:top;overflow-wrap:break-word}
.table-sheet th{font-weight:600;color:var(--_muted);font-size:.9em;vertical-align:bottom}
.table-sheet :is(th,td).center{text-align:center}
.table-sheet :is(th,td).end{text-align:end;font-variant-numeric:tabular-nums}
.table-sheet tbody tr:not(:first-child) td,.table-sheet thead+tbody td{border-block-start:1px solid var(--_border)}
.table-sheet a{color:var(--_link)}
.table-sheet .cell-action,.entries .cell-action{min-block-size:32px;margin:-4px -8px;padding:4px 8px;font-size:1em;text-align:start}
.cell-action{display:inline-flex;align-items:center;text-decoration:none}
.table-sheets{display:flex;flex-direction:column;gap:8px;max-inline-size:100%}
.table-sheets.beside{flex-direction:row;overflow-x:auto;padding-block-end:2px;scroll-snap-type:inline proximity;scrollbar-width:thin}
.table-sheets.beside>.table-sheet{flex:none;max-inline-size:85%;scroll-snap-align:start}
.stacked{container-type:inline-size;inline-size:26em}
@container(max-width:22em){
.stacked thead{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.stacked :is(table,tbody,tr,td){display:block}
.stacked tr{padding-block:6px}
.stacked tr+tr{border-block-start:1px solid var(--_border)}
.table-sheet.stacked tbody tr td{display:flex;justify-content:space-between;gap:12px;max-inline-size:none;padding:4px 10px;border:0;text-align:end}
.stacked td::before{content:attr(data-head) / "";color:var(--_muted);text-align:start;unicode-bidi:plaintext}
}
.entries{inline-size:22em;max-inline-size:100%;overflow:hidden;border:1px solid var(--_border);border-radius:18px;background:var(--_raised);font-size:.9375em;text-align:start}
.entries :is(ul,dl,dd){margin:0;padding:0;list-style:none}
.entries-head{display:flex;align-items:baseline;justify-content:space-between;gap:12px;padding:12px 14px 8px;font-weight:600}
.entries-section{padding:10px 14px 2px;font-size:.9em}
.entries-section strong{font-weight:600}
.entry{display:flex;align-items:center;gap:12px;min-block-size:44px;padding:8px 14px}
.entries :is(li.entry,.task)+:is(li.entry,.task){border-block-start:1px solid var(--_border)}
.entry-picture{flex:none;inline-size:40px;block-size:40px;border-radius:10px;object-fit:cover;background:var(--_bubble)}
.entry-icon{inline-size:1.2em;block-size:1.2em;margin-inline-end:4px;vertical-align:-.2em;object-fit:contain}
.entry-name{flex:1;min-inline-size:0}
.entry-words{flex:1;min-inline-size:0;display:flex;flex-direction:column;align-items:start}
.entry-more{font-size:.8667em;font-weight:400;color:var(--_muted)}
.entry-value{flex:none;max-inline-size:45%;color:var(--_muted);font-weight:400;text-align:end;font-variant-numeric:tabular-nums}
.entry .entry-value{color:var(--_text)}
.entry-value.start{text-align:start}
.entry-value.center{text-align:center}
.entry-link{min-block-size:28px;padding:2px 0;color:var(--_link);font:inherit;font-weight:500;text-align:start;text-decoration:underline;text-underline-offset:.2em}
.task{padding:12px 14px}
.task-head{display:flex;align-items:center;gap:8px;min-block-size:28px;font-weight:600;line-height:1.35}
summary.task-head{cursor:pointer;list-style:none}
summary.task-head::-webkit-details-marker{display:none}
summary.task-head::before{content:"" / "";flex:none;inline-size:.5em;block-size:.5em;border:solid currentColor;border-width:2px 2px 0 0;rotate:45deg;transition:rotate .15s}
:dir(rtl)>summary.task-head::before{rotate:-135deg}
[open]>summary.task-head::before{rotate:135deg}
:dir(rtl)[open]>summary.task-head::before{rotate:135deg}
.task-head .entry-value{color:var(--_text);font-weight:600}
.task-progress{appearance:none;display:block;inline-size:100%;block-size:8px;margin-block:6px 2px;border:0;border-radius:4px;overflow:hidden;background:var(--_bubble);outline:1px solid var(--_control);outline-offset:-1px}
.task-progress::-webkit-progress-bar{background:none}
.task-progress::-webkit-progress-value{border-radius:4px;background:var(--_accent)}
.task-progress::-moz-progress-bar{border-radius:4px;background:var(--_accent)}
.task-facts{display:flex;flex-wrap:wrap;gap:2px 16px;margin-block-start:6px!important;font-size:.8667em}
.task-facts>div{display:flex;gap:6px}
.task-facts dt{color:var(--_muted)}
.task-parts .entry{padding-inline:16px 0}
@media(forced-colors:active){.task-progress{border:1px solid}}
`;
