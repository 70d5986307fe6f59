import { defineModule } from '../../frame/module';

export default defineModule({
  menu: [],
  routes: [
    {
      path: '/sign-in',
      component: () => import('./SignInPage.vue'),
      meta: { title: '登录', open: true, bare: true },
    },
    {
      path: '/setup',
      component: () => import('./SetupPage.vue'),
      meta: { title: '首次设置', open: true, bare: true },
    },
  ],
});
