import { business, defineModule } from '../../frame/module';

export default defineModule({
  menu: [{ title: '后续处置', path: '/follow-ups', group: '检查与结果', roles: business }],
  routes: [
    {
      path: '/follow-ups',
      component: () => import('./FollowUpListPage.vue'),
      meta: { title: '后续处置' },
    },
    {
      path: '/follow-ups/:id(\\d+)',
      component: () => import('./FollowUpDetailPage.vue'),
      props: (route) => ({ id: Number(route.params.id) }),
      meta: { title: '后续处置' },
    },
  ],
});
