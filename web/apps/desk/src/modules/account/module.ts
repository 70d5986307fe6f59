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
      path: '/password',
      component: () => import('./PasswordPage.vue'),
      meta: { title: '修改密码', bare: true },
    },
    {
      path: '/setup',
      component: () => import('./SetupPage.vue'),
      meta: { title: '首次设置', open: true, bare: true },
    },
  ],
});
