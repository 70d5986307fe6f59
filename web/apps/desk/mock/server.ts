import type { Plugin } from 'vite';
export function mockApi(_who?: string): Plugin {
  return { name: 'mock-api' };
}
