import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { mockApi } from './mock/server';

// MINGCHOU_API=http://localhost:8080 talks to a running server; without it the dev server plays one.
const api = process.env.MINGCHOU_API;

export default defineConfig({
  base: '/desk/',
  plugins: [vue(), ...(api ? [] : [mockApi()])],
  server: { port: 5173, proxy: api ? { '/api': api } : undefined },
  build: {
    // Government desktops still run kernels of 86.
    target: ['chrome86', 'firefox78', 'safari14'],
    cssTarget: 'chrome86',
    chunkSizeWarningLimit: 1200,
  },
});
