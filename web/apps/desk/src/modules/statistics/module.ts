import type { Figure } from '@mingchou/api';
import { business, defineModule } from '../../frame/module';

export default defineModule({
  menu: [{ title: '统计附表', path: '/annex', group: '统计与交换', roles: business }],
  routes: [
    { path: '/annex', component: () => import('./AnnexPage.vue'), meta: { title: '统计附表' } },
    {
      path: '/annex/:planId(\\d+)/:figure',
      component: () => import('./FigureRowsPage.vue'),
      props: (route) => ({
        planId: Number(route.params.planId),
        figure: route.params.figure as Figure,
      }),
      meta: { title: '统计明细' },
    },
  ],
});
