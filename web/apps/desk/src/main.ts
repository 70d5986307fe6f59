import { ApiProblem, blobs, configureClient } from '@mingchou/api';
import { uploadKey } from '@mingchou/ui';
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import ElementPlus from 'element-plus';
import zhCn from 'element-plus/es/locale/lang/zh-cn';
import 'element-plus/dist/index.css';
import '@mingchou/ui/style.css';
import { createApp } from 'vue';
import App from './App.vue';
import { touchIdleClock } from './frame/idle';
import { router, toSignIn } from './frame/router';

configureClient({ onSignedOut: toSignIn, onAnswer: touchIdleClock });

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal does not change by asking again.
      retry: (count, problem) =>
        count < 1 &&
        problem instanceof ApiProblem &&
        (problem.status === 0 || problem.status >= 502),
      staleTime: 5_000,
      refetchOnWindowFocus: true,
    },
  },
});

createApp(App)
  .use(VueQueryPlugin, { queryClient })
  .use(router)
  .use(ElementPlus, { locale: zhCn })
  .provide(uploadKey, blobs.upload)
  .mount('#app');
