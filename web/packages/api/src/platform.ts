import { http } from './client';
import type { BlobReceipt } from './common';

export const blobs = {
  upload: (file: File) => http.upload<BlobReceipt>('/api/blobs', file),
};
