import { configureClient } from '@mingchou/api';
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import 'vant/lib/index.css';
import './field.css';
import { createApp } from 'vue';
import App from './App.vue';
import { router, toSignIn } from './router';

configureClient({ onSignedOut: toSignIn });

createApp(App)
  .use(VueQueryPlugin, {
    queryClient: new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 5_000 } } }),
  })
  .use(router)
  .mount('#app');
