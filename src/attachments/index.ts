export { type AttachmentLimits, checkFile, completeLimits, type Refusal } from './check-file.js';
export { FileUpload, type UploadHost, VanishedFileError } from './file-upload.js';
export { type UploadClient, uploadHost } from './upload-host.js';
export { type RefusedFile, type UploadItem, UploadList, type UploadState } from './upload-list.js';
