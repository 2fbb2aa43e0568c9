export { type AttachmentLimits, checkFile, completeLimits, type Refusal } from './check-file.js';
export { clientPorts, type UploadClient } from './client-ports.js';
export { FileUpload, type UploadPorts, VanishedFileError } from './file-upload.js';
export { type RefusedFile, type UploadItem, UploadList, type UploadState } from './upload-list.js';
