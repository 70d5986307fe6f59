import { reactive } from 'vue';

const urls = reactive(new Map<string, string>());

/** Pictures taken on this phone; the server gives evidence back only through the record that owns it. */
export const previews = {
  remember(sha256: string, file: File): void {
    if (!urls.has(sha256)) urls.set(sha256, URL.createObjectURL(file));
  },
  of: (sha256: string): string | undefined => urls.get(sha256),
};
