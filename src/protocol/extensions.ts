/*
 * Interfaces that a project extends by declaration merging, so that its own data is typed wherever this package returns it:
 *
 *   declare module 'xo-rtm' {
 *     interface CustomTemplates {
 *       weather: { template_type: 'weather'; degrees: number };
 *     }
 *     interface CustomData {
 *       plan?: 'free' | 'business';
 *     }
 *   }
 */

/** Templates of your own, by `template_type`. They are a part of `TemplatePayload`, and type the payload of `registerTemplate()`. */
export interface CustomTemplates {}

/** `customData` of messages and of the bot. Any field is allowed; fields that you declare are typed. */
export interface CustomData {
  [field: string]: unknown;
}
