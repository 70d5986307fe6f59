import { business, defineModule } from '../../frame/module';

export default defineModule({
  menu: [{ title: '结果审核', path: '/sections', group: '检查与结果', roles: business }],
  routes: [
    {
      path: '/sections',
      component: () => import('./SectionListPage.vue'),
      meta: { title: '结果审核' },
    },
    {
      path: '/sections/:id(\\d+)',
      component: () => import('./SectionDetailPage.vue'),
      props: (route) => ({ id: Number(route.params.id) }),
      meta: { title: '检查结果' },
    },
  ],
});
