import { ApiProblem, configureClient } from '@mingchou/api';
import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import App from './App.vue';
import { queryClient } from './data/queryClient';
import { startSunMode } from './parts/sun';
import { router, toSignIn } from './router';
import './vant';
import './style.css';

configureClient({ onSignedOut: toSignIn });
queryClient.setDefaultOptions({
  queries: {
    // A refusal does not change by asking again.
    retry: (count, problem) =>
      count < 2 && problem instanceof ApiProblem && (problem.status === 0 || problem.status >= 502),
    staleTime: 5_000,
  },
});
startSunMode();

createApp(App).use(VueQueryPlugin, { queryClient }).use(router).mount('#app');
