import type { Figure } from '@mingchou/api';
import { business, defineModule } from '../../frame/module';

export default defineModule({
  menu: [
    { title: '统计附表', path: '/annex', group: '统计与交换', roles: business },
    {
      title: '退出与更换控制图',
      path: '/control-charts',
      group: '统计与交换',
      roles: ['SUPERVISOR', 'APPROVER'],
    },
    { title: '公平性检验', path: '/fairness', group: '统计与交换', roles: ['SUPERVISOR'] },
  ],
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
    {
      path: '/control-charts',
      component: () => import('./ControlChartPage.vue'),
      meta: { title: '退出与更换控制图', roles: ['SUPERVISOR', 'APPROVER'] },
    },
    {
      path: '/control-charts/rows',
      component: () => import('./ConductRowsPage.vue'),
      props: (route) => ({
        duty: String(route.query.duty ?? ''),
        official: String(route.query.official ?? ''),
        departmentId: Number(route.query.departmentId ?? 0),
      }),
      meta: { title: '控制图明细', roles: ['SUPERVISOR', 'APPROVER'] },
    },
    {
      path: '/fairness',
      component: () => import('./FairnessPage.vue'),
      meta: { title: '公平性检验', roles: ['SUPERVISOR'] },
    },
  ],
});
