import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { mockApi } from '../desk/mock/server';

const api = process.env.MINGCHOU_API;

export default defineConfig({
  base: '/field/',
  plugins: [vue(), ...(api ? [] : [mockApi('officer')])],
  server: { port: 5174, proxy: api ? { '/api': api } : undefined },
  build: {
    target: ['chrome86', 'firefox78', 'safari14'],
    cssTarget: 'chrome86',
  },
});
