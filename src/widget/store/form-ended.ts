/** Event that a form's frame dispatches within the window when the form was submitted, cancelled or closed. */
export const FORM_ENDED = 'formended';
