import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['**/dist/**', '**/generated/**', '**/node_modules/**'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      'no-undef': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      'max-lines': ['error', { max: 350 }],
      // The business date comes from the session: the demo runs in May 2026.
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: '用 crypto.getRandomValues。' },
        { object: 'Date', property: 'now', message: '业务日期取自 session.today。' },
      ],
    },
  },
  { files: ['**/mock/**', '**/*.test.ts'], rules: { 'max-lines': 'off' } },
  prettier,
);
