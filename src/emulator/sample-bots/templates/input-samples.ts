import type { Samples } from './sample.js';

/** Templates to fill in (protocol.md §6.4), and digital forms (§6.2). */
export const inputSamples: Samples = (url) => ({
  form_template: {
    template_type: 'form_template',
    heading: 'Where shall we deliver?',
    formFields: [
      { type: 'text', label: 'Street', placeholder: 'Street and number', key: 'street', maxLength: 80 },
      { type: 'email', label: 'E-mail', placeholder: 'you@example.com', key: 'email' },
      { type: 'password', label: 'Door code', key: 'code', piiReductionChar: '#', fieldButton: { title: 'Send' } },
    ],
    buttons: [
      { type: 'submit', title: 'Deliver there' },
      { type: 'cancel', title: 'Not now' },
    ],
  },
  otpValidationTemplate: {
    template_type: 'otpValidationTemplate',
    title: 'Confirm your order',
    description: 'We have sent you a code.',
    mobileNumber: '+00 *** *** 42',
    piiReductionChar: '#',
    pinLength: 4,
    resendText: 'No code yet?',
    otpButtons: [
      { title: 'Confirm', type: 'submit' },
      { title: 'Send again', type: 'resend', payload: 'otp_resend' },
    ],
  },
  resetPinTemplate: {
    template_type: 'resetPinTemplate',
    title: 'A new PIN',
    enterPinTitle: 'New PIN',
    reEnterPinTitle: 'Once more',
    warningMessage: 'The two are not the same',
    piiReductionChar: '#',
    pinLength: 4,
    resetButtons: [{ title: 'Save' }],
  },
  dateTemplate: {
    template_type: 'dateTemplate',
    title: 'Delivery day',
    text_message: 'When shall we come?',
    format: 'DD-MM-YYYY',
    startDate: '01-01-2025',
    endDate: '31-12-2035',
  },
  daterange: {
    template_type: 'daterange',
    title: 'Plant sitting',
    text_message: 'From when to when are you away?',
    format: 'YYYY-MM-DD',
    startDate: '2025-01-01',
    endDate: '2035-12-31',
    delimiter: 'to',
  },
  clockTemplate: {
    template_type: 'clockTemplate',
    title: 'Delivery time',
    text: 'At what time are you home?',
    confirmButtonText: 'At this time',
  },
  'digital form': {
    type: 'template',
    payload: {
      template_type: 'button',
      text: 'Tell us about your home, and we find the plants for it.',
      buttons: [{ title: 'Open the form' }],
    },
    formData: { formLink: `${url}/media/form.html`, renderType: 'slider' },
  },
  'inline form': {
    type: 'template',
    payload: { formData: { formLink: `${url}/media/form.html`, renderType: 'inline' } },
  },
  iframe: {
    template_type: 'iframe',
    text: 'Or fill it in right here.',
    url: `${url}/media/form.html`,
  },
});
