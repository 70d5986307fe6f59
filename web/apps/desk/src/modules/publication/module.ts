import { business, defineModule } from '../../frame/module';

export default defineModule({
  menu: [{ title: '结果公示', path: '/publications', group: '检查与结果', roles: business }],
  routes: [
    {
      path: '/publications',
      component: () => import('./PublicationListPage.vue'),
      meta: { title: '结果公示' },
    },
  ],
});
