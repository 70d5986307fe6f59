import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { mockApi } from './mock/server';

// MINGCHOU_API=http://localhost:8080 talks to a running server; without it the dev server plays one.
const api = process.env.MINGCHOU_API;

export default defineConfig({
  base: '/field/',
  plugins: [vue(), ...(api ? [] : [mockApi()])],
  server: { port: 5174, proxy: api ? { '/api': api } : undefined },
  build: {
    // The web views of 钉钉 and 微信 lag behind the phone's browser.
    target: ['chrome86', 'safari14'],
    cssTarget: 'chrome86',
  },
});
