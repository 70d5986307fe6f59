import { defineModule } from '../../frame/module';

export default defineModule({
  menu: [
    {
      title: '数据交换',
      path: '/exchange',
      group: '统计与交换',
      roles: ['PLANNER', 'SYSTEM_ADMIN', 'SUPERVISOR'],
    },
  ],
  routes: [
    { path: '/exchange', component: () => import('./OutboxPage.vue'), meta: { title: '数据交换' } },
    {
      path: '/exchange/reconciliation',
      component: () => import('./ReconciliationPage.vue'),
      meta: { title: '对账' },
    },
  ],
});
