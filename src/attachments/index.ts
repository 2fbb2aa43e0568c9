export type { Attachment } from '../protocol/outbound.js';
export type { AttachmentLimits, Refusal } from './check-file.js';
export { createUploads, type Uploads } from './create-uploads.js';
export type { UploadClient } from './upload-host.js';
export type { RefusedFile, UploadItem, UploadState } from './upload-list.js';
