/** Styles of forms and choices. They load with the first of them. */
export const formStyles = `
.ask{inline-size:21em;max-inline-size:100%;padding:14px;border:1px solid var(--_border);border-radius:18px;background:var(--_raised);font-size:.9375em;text-align:start}
.ask:focus{outline:0}
.ask:focus-visible{outline:2px solid var(--_link);outline-offset:2px}
.ask :is(fieldset,legend,ul,dl){min-inline-size:0;margin:0;padding:0;border:0;list-style:none}
.ask>fieldset{display:flex;flex-direction:column;gap:12px}
.ask legend{inline-size:100%;font-weight:600;line-height:1.35}
.ask-title{margin-block-end:12px!important}
.ask-text{white-space:pre-wrap}
.ask-row{display:flex;flex-direction:column;gap:4px;min-inline-size:0;flex:1}
.ask-label{font-size:.9em;font-weight:500}
.ask>fieldset>.ask-label{margin-block-end:-8px}
.ask-line{display:flex;align-items:center;gap:8px}
.ask-field{flex:1;min-inline-size:0;inline-size:100%;min-block-size:44px;padding:8px 12px;border:1px solid var(--_control);border-radius:12px;
background:var(--_surface);color:var(--_text);font:inherit;text-align:start}
.ask-field::placeholder{color:var(--_muted);opacity:1}
.ask-field:focus-visible{outline-offset:-1px}
.ask-field[aria-invalid=true]{border-color:var(--_danger)}
.ask-field:disabled{border-color:var(--_border);background:var(--_bubble);color:var(--_text);opacity:1;-webkit-text-fill-color:currentColor}
select.ask-field{appearance:none;padding-inline-end:36px;
background-image:linear-gradient(45deg,transparent 50%,currentColor 0),linear-gradient(-45deg,transparent 50%,currentColor 0);
background-position:calc(100% - 20px) 55%,calc(100% - 14px) 55%;background-size:6px 6px;background-repeat:no-repeat}
select.ask-field:dir(rtl){background-position:14px 55%,20px 55%}
.ask-field[type=password]{letter-spacing:.2em}
.ask-hint{font-size:.8667em;color:var(--_muted)}
.ask-error{font-size:.8667em;color:var(--_danger)}
.ask-error::before{content:"⚠ " / ""}
.ask-pair{display:flex;flex-wrap:wrap;gap:12px}
.ask-pair .ask-row{flex:1 1 9.5em}
.ask-buttons{display:flex;flex-wrap:wrap;align-items:center;gap:4px 16px;margin-block-start:2px}
.ask-aside{display:inline-flex;flex-wrap:wrap;align-items:center;gap:0 16px;color:var(--_muted)}
.ask-send{min-block-size:44px;max-inline-size:100%;padding:8px 20px;border-radius:22px;background:var(--_accent);color:var(--_on-accent);font-weight:600;line-height:1.3;unicode-bidi:plaintext}
.ask-send:hover{filter:brightness(1.08)}
.ask-send:focus-visible,.grade:focus-visible{outline-offset:2px}
.ask .quiet{min-block-size:44px;font-size:1em}
.ask-buttons .quiet{margin-inline-start:-12px}
.ask-options{display:flex;flex-direction:column}
.ask-options-title{padding-block-end:4px!important;font-size:.9em}
.ask-option{display:flex;align-items:center;gap:12px;inline-size:100%;min-block-size:44px;padding:8px 10px;border-radius:12px;text-align:start;cursor:pointer}
.ask-option:hover{background:var(--_bubble)}
.ask-option:has(:focus-visible){outline:2px solid var(--_link);outline-offset:-2px}
.ask-option input{flex:none;inline-size:20px;block-size:20px;margin:0;accent-color:var(--_accent);outline:0;cursor:inherit}
.ask-option-picture{flex:none;inline-size:40px;block-size:40px;border-radius:10px;object-fit:cover;background:var(--_bubble)}
.ask-option-words{flex:1;min-inline-size:0;display:flex;flex-direction:column}
.ask-option-title{line-height:1.35}
.ask-option-more{font-size:.8667em;color:var(--_muted)}
.ask-option-value{flex:none;max-inline-size:40%;color:var(--_muted);font-variant-numeric:tabular-nums}
.ask-over .ask-option{cursor:default}
.ask-over .ask-option:hover{background:none}
.ask-over .ask-option.picked,button.ask-option.picked{background:var(--_bubble);font-weight:600}
.ask-over .ask-option:not(.picked){color:var(--_muted)}
button.ask-option{border:1px solid var(--_border)}
li+li>button.ask-option{margin-block-start:6px}
.grades{display:flex;flex-wrap:wrap;gap:4px}
.face{inline-size:32px;block-size:32px;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.grade-sign:has(.face){line-height:0}
.grade{display:flex;flex-direction:column;align-items:center;justify-content:center;gap:2px;min-inline-size:44px;min-block-size:44px;padding:4px;border-radius:12px;color:var(--_text)}
.grade:hover:enabled{background:var(--_bubble)}
.grade-sign{font-size:1.75em;line-height:1.2;border-block-end:3px solid transparent}
.grade-name{max-inline-size:8em;overflow-wrap:break-word;font-size:.8em;line-height:1.25;text-align:center;color:var(--_muted)}
.star .grade-sign{color:var(--_control)}
.star .picked .grade-sign,.star:hover .grade:enabled:not(.grade:hover~*) .grade-sign{color:var(--_accent)}
:is(.emojis,.csat) .grade-name{font-size:.75em}
:is(.emojis,.csat) .grade{flex:1 1 34px;min-inline-size:min-content;max-inline-size:72px;padding-inline:1px;justify-content:start}
.star .grade{flex:1 1 26px;min-inline-size:26px;max-inline-size:52px;padding-inline:0}
.thumbsupdown .grade{min-inline-size:72px}
.nps{display:grid;grid-template-columns:repeat(6,1fr)}
.nps .grade{min-inline-size:0;padding:2px 0;border:1px solid var(--_control)}
.nps .grade-sign{min-inline-size:1.25em;font-size:1em;white-space:nowrap;text-align:center;font-variant-numeric:tabular-nums}
.ask-over .grade{cursor:default}
.ask-over .grade:not(.picked){opacity:.55}
.ask-over .grade.picked{background:var(--_bubble);opacity:1}
.ask-over .grade.picked .grade-name{color:var(--_text);font-weight:600}
.ask-over .star .grade{background:none}
.nps .grade.picked{background:var(--_accent);color:var(--_on-accent);font-weight:650}
@media(forced-colors:active){.ask,.ask-send,.grade{border:1px solid}.picked{outline:2px solid Highlight}.star .picked .grade-sign{color:Highlight}}
`;
