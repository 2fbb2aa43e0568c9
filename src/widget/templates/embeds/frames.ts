import { drawTemplate, type TemplateChunk } from '../draw-template.js';
import { DigitalForm } from './DigitalForm.js';
import { readFormPart, readFrameTemplate } from './form-part.js';
import { frameStyles } from './frame-styles.js';

/** Digital forms, which are web pages in frames. */
export const chunk: TemplateChunk = {
  templates: {
    form: drawTemplate(readFormPart, DigitalForm, ({ formLink }) => formLink !== undefined),
    iframe: drawTemplate(readFrameTemplate, DigitalForm, ({ formLink }) => formLink !== undefined),
  },
  styles: frameStyles,
};
