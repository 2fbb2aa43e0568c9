/** Styles of the composer's extras, and of what appears between the messages later: system notices, problems, the button to new messages. */
export const composerExtrasStyles = `
.composer .box{container-type:inline-size;flex-wrap:wrap;justify-content:end}
.composer .field{flex:1 1 96px}
.composer-extras{display:flex;flex-direction:column;gap:8px}
.composer-extras:has(>:not(.sr,.dropzone)){margin-block-end:8px}
.tools{display:flex;align-items:center;flex:none;min-block-size:46px}
.tool{display:grid;place-items:center;flex:none;inline-size:36px;block-size:36px;border-radius:50%;color:var(--_muted)}
.tool:hover:not(:disabled),.tool:focus-visible,.tool[aria-expanded=true],.tool[aria-pressed=true]{background:var(--_bubble);color:var(--_text)}
.tool:disabled{opacity:.5;cursor:default}
.tool .icon{inline-size:20px;block-size:20px}
.tool.small{inline-size:28px;block-size:28px}
.tool.small .icon{inline-size:16px;block-size:16px}
.hint{font-size:.8125em;color:var(--_muted);unicode-bidi:plaintext}
.hint.waits{display:flex;flex-wrap:wrap;align-items:center;column-gap:4px}
.waits .inline{margin-inline-start:-4px}
.box:has(.field:read-only){background:var(--_bubble)}
.hint.bad,.notices{color:var(--_danger)}
.notices{display:flex;align-items:start;gap:4px;font-size:.875em}
.notices [role=alert]{flex:1;min-inline-size:0;display:grid;gap:4px;unicode-bidi:plaintext}
.notices .tool{color:inherit}
.files{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,190px),1fr));gap:6px;margin:0;padding:0;list-style:none;
max-block-size:min(30vh,184px);overflow-y:auto;scrollbar-width:thin}
.file{display:flex;align-items:center;gap:8px;min-inline-size:0;padding:5px 4px 5px 6px;padding-inline:6px 4px;border:1px solid var(--_border);border-radius:12px;background:var(--_raised);font-size:.8125em}
.file.bad{border-color:var(--_danger)}
.file .about{flex:1;min-inline-size:0;display:flex;flex-direction:column;line-height:1.3}
.file .name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-weight:500}
.file .state{color:var(--_muted);overflow-wrap:break-word}
.file.bad .state{color:var(--_danger)}
.file progress{inline-size:100%;block-size:4px;margin-block-start:3px;accent-color:var(--_accent);border:0;border-radius:2px;overflow:hidden;background:var(--_bubble)}
.file progress::-webkit-progress-bar{background:var(--_bubble)}
.file progress::-webkit-progress-value{background:var(--_accent)}
.file progress::-moz-progress-bar{background:var(--_accent)}
.file .thumb{display:grid;place-items:center;flex:none;overflow:hidden;inline-size:40px;block-size:40px;border-radius:8px;background:var(--_bubble);color:var(--_muted)}
.file .thumb canvas{inline-size:100%;block-size:100%}
.file .thumb canvas[hidden]{display:none}
.dropzone{position:absolute;inset:8px;z-index:2;display:grid;place-items:center;padding:16px;border:2px dashed var(--_link);border-radius:calc(var(--_radius) - 6px);
background:color-mix(in srgb,var(--_surface) 92%,transparent);color:var(--_link);font-weight:600;text-align:center;pointer-events:none}
.agent-bar{display:flex;flex-wrap:wrap;align-items:center;gap:4px 8px;font-size:.875em}
.agent-bar .avatar{inline-size:24px;block-size:24px;font-size:.75em}
.agent-bar .whom{flex:1 1 100px;min-inline-size:0;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;unicode-bidi:plaintext}
.agent-bar .formats{flex-basis:100%;display:flex;flex-wrap:wrap;justify-content:end;gap:6px}
.group.system{align-items:center;padding-inline:16px;color:var(--_muted);text-align:center}
.system .bubble{padding:2px 8px;background:none;font-size:.8125em;text-align:center}
.pill{position:absolute;inset-block-end:12px;inset-inline:0;inline-size:fit-content;max-inline-size:90%;margin-inline:auto;display:flex;align-items:center;gap:4px;
min-block-size:36px;padding-block:4px;padding-inline:10px 14px;border-radius:18px;background:var(--_accent);color:var(--_on-accent);font-size:.875em;font-weight:600;
box-shadow:0 4px 14px var(--_shadow)}
.pill .icon{inline-size:18px;block-size:18px}
.problem{display:flex;flex-wrap:wrap;align-items:center;column-gap:4px;color:var(--_danger)}
@container(max-width:300px){.tools .tool{inline-size:30px}}
@container(max-width:320px){.field:has(~.tools>.tool:nth-of-type(4)){flex-basis:100%}}
@container(max-width:390px){.field:has(~.tools>.tool:nth-of-type(5)){flex-basis:100%}}
@media(forced-colors:active){.tool[aria-pressed=true],.tool[aria-expanded=true]{outline:1px solid}}
`;
