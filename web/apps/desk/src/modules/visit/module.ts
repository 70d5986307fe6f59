import { business, defineModule } from '../../frame/module';

export default defineModule({
  menu: [{ title: '检查任务', path: '/visits', group: '检查与结果', roles: business }],
  routes: [
    {
      path: '/visits',
      component: () => import('./VisitListPage.vue'),
      meta: { title: '检查任务' },
    },
    {
      path: '/visits/:id(\\d+)',
      component: () => import('./VisitDetailPage.vue'),
      props: (route) => ({ id: Number(route.params.id) }),
      meta: { title: '检查任务' },
    },
  ],
});
