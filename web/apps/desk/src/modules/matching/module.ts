import { business, defineModule } from '../../frame/module';

export default defineModule({
  menu: [
    { title: '匹配', path: '/pools', group: '派发与编组', roles: business },
    { title: '检查编组', path: '/groups', group: '派发与编组', roles: business },
  ],
  routes: [
    { path: '/pools', component: () => import('./PoolPage.vue'), meta: { title: '人员匹配' } },
    {
      path: '/groups',
      component: () => import('./GroupListPage.vue'),
      meta: { title: '检查编组' },
    },
  ],
});
