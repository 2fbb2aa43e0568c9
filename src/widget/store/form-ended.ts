/** A digital form in the window was sent, cancelled or closed. Fired by its frame, stays within the window. */
export const FORM_ENDED = 'formended';
