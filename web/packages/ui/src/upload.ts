import type { BlobReceipt } from '@mingchou/api';
import type { InjectionKey } from 'vue';

/** The app gives the upload; components only render and emit. */
export const uploadKey: InjectionKey<(file: File) => Promise<BlobReceipt>> = Symbol('upload');
