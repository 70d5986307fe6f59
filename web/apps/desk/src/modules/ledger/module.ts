import { defineModule } from '../../frame/module';

export default defineModule({
  menu: [
    { title: '审计日志', path: '/audit', group: '系统', roles: ['AUDIT_ADMIN', 'SUPERVISOR'] },
  ],
  routes: [
    { path: '/audit', component: () => import('./AuditPage.vue'), meta: { title: '审计日志' } },
  ],
});
