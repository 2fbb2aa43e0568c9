/** Styles of markup. They load with the parser and are adopted after the window's own style sheet. */
export const richStyles = `
.rich{white-space:normal}
.rich :where(p,ul,ol,dl,dd,blockquote,h3,table,hr,details,div,pre){margin:0;padding:0;font:inherit;unicode-bidi:plaintext}
.rich>*+*,.rich :where(blockquote,li,dd,td,details,div)>*+:where(p,blockquote,h3,ul,ol,dl,hr,.sheet,.code-block){margin-block-start:.65em}
.rich>*+h3{margin-block-start:.9em}
.rich>h3+*{margin-block-start:.35em}
.rich :is(strong,h3,th,dt){font-weight:650}
.rich :is(em,cite,var){font-style:italic}
.rich h3{font-weight:650;line-height:1.3;text-wrap:balance}
.rich h3.h1{font-size:1.3em}
.rich h3.h2{font-size:1.18em}
.rich h3.h3{font-size:1.08em}
.rich :is(h3.h5,h3.h6){font-size:.9em;color:var(--_muted)}
.rich :is(ul,ol){padding-inline-start:1.5em}
.rich ul{list-style:disc}
.rich ul ul{list-style:circle}
.rich ol{list-style:decimal}
.rich li+li,.rich li>:is(ul,ol){margin-block-start:.25em}
.rich dd{padding-inline-start:1.25em}
.rich blockquote{padding-inline-start:.75em;border-inline-start:3px solid var(--_control);color:var(--_muted)}
.rich .indent{padding-inline-start:1.5em;white-space:pre-wrap}
.rich .plain{white-space:pre-wrap}
.rich hr{inline-size:100%;block-size:0;border:0;border-block-start:1px solid var(--_control)}
.rich small{font-size:.85em}
.rich mark{background:#ffe98a;color:#1b1800}
.rich :is(code,kbd,samp,pre){font:.9em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;unicode-bidi:isolate}
.rich :is(code,kbd,samp){padding:.1em .35em;border-radius:5px;background:var(--_surface);white-space:pre-wrap}
.rich kbd{border:1px solid var(--_border)}
.rich pre{overflow-x:auto;padding:10px 12px;direction:ltr;text-align:start;white-space:pre;overflow-wrap:normal;tab-size:2}
.rich pre code{padding:0;background:none;font-size:1em;white-space:inherit}
.code-block{max-inline-size:100%;border:1px solid var(--_border);border-radius:10px;background:var(--_surface);overflow:hidden}
.code-block>p{display:flex;align-items:center;justify-content:space-between;gap:8px;padding-inline:12px 4px;
border-block-end:1px solid var(--_border);color:var(--_muted);font-size:.8em}
.copy{min-block-size:32px;padding:0 8px;border-radius:8px;color:var(--_link);font-weight:500}
.copy:hover{background:var(--_bubble)}
.sheet{max-inline-size:100%;overflow-x:auto;border:1px solid var(--_border);border-radius:10px;background:var(--_surface)}
:is(.sheet,.rich pre,.copy):focus-visible{outline-offset:-2px}
.rich table{border-collapse:collapse;inline-size:100%;font-size:.95em;overflow-wrap:normal}
.rich caption{padding:6px 10px;color:var(--_muted);text-align:start}
.rich :is(th,td){padding:6px 10px;text-align:start;vertical-align:top;min-inline-size:4em}
.rich tr+tr>*,.rich tbody>tr>*,.rich tfoot>tr>*{border-block-start:1px solid var(--_border)}
.rich :is(th,td).center{text-align:center}
.rich :is(th,td).right{text-align:end}
.rich :is(th,td).left{text-align:start}
.rich summary{cursor:pointer;font-weight:600}
.rich .picture{display:inline-block;margin:0;vertical-align:top}
@media(forced-colors:active){.rich :is(code,kbd,samp,mark){border:1px solid}.rich pre code{border:0}}
`;
