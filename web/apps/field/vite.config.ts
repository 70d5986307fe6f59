import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';

/** The dev server talks to a running server, `make run` unless told otherwise. */
const api = process.env.MINGCHOU_API ?? 'http://localhost:8080';

/** Phones on the government network reach no other host: a style that asks for one (Vant's icon font does) ends the build. */
const onlyOwnHost: Plugin = {
  name: 'only-own-host',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      const text = file.type === 'asset' ? String(file.source) : '';
      const foreign = /(?:url\(|@import)\s*['"]?\s*((?:https?:)?\/\/[^'")]+)/.exec(text);
      if (foreign) this.error(`${file.fileName} asks for ${foreign[1]}`);
    }
  },
};

export default defineConfig({
  base: '/field/',
  plugins: [vue(), onlyOwnHost],
  server: { port: 5174, proxy: { '/api': api, '/v': api } },
  preview: { proxy: { '/api': api, '/v': api } },
  build: {
    // The web views of 钉钉 and 微信 lag behind the phone's browser.
    target: ['chrome86', 'safari14'],
    cssTarget: 'chrome86',
  },
});
