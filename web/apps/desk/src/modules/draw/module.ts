import { business, defineModule } from '../../frame/module';

const idOf = (route: { params: Record<string, string | string[]> }) => ({
  id: Number(route.params.id),
});

export default defineModule({
  menu: [
    {
      title: '随机抽取',
      path: '/draws',
      group: '计划与抽取',
      roles: [...business, 'WITNESS', 'PARTY'],
    },
    {
      title: '排除抽查',
      path: '/exclusion-audits',
      group: '计划与抽取',
      roles: ['PLANNER', 'SUPERVISOR', 'WITNESS', 'PARTY'],
    },
    {
      title: '我的密钥',
      path: '/party-key',
      group: '计划与抽取',
      roles: ['PLANNER', 'WITNESS', 'PARTY', 'SUPERVISOR'],
    },
    {
      title: '当事方密钥确认',
      path: '/party-keys',
      group: '系统',
      roles: ['SYSTEM_ADMIN'],
    },
  ],
  routes: [
    { path: '/draws', component: () => import('./DrawListPage.vue'), meta: { title: '随机抽取' } },
    {
      path: '/exclusion-audits',
      component: () => import('./ExclusionAuditPage.vue'),
      meta: { title: '排除抽查', roles: ['PLANNER', 'SUPERVISOR', 'WITNESS', 'PARTY'] },
    },
    {
      path: '/party-key',
      component: () => import('./PartyKeyPage.vue'),
      meta: { title: '我的密钥', roles: ['PLANNER', 'WITNESS', 'PARTY', 'SUPERVISOR'] },
    },
    {
      path: '/party-keys',
      component: () => import('./PartyKeyConsentPage.vue'),
      meta: { title: '当事方密钥确认', roles: ['SYSTEM_ADMIN'] },
    },
    {
      path: '/plans/:planId(\\d+)/freeze',
      component: () => import('./FreezePage.vue'),
      props: (route) => ({ planId: Number(route.params.planId) }),
      meta: { title: '冻结名单', roles: ['PLANNER'] },
    },
    {
      path: '/draws/:id(\\d+)',
      component: () => import('./DrawPage.vue'),
      props: idOf,
      meta: { title: '抽取仪式' },
    },
    {
      path: '/draws/:id(\\d+)/rows',
      component: () => import('./DrawRowsPage.vue'),
      props: idOf,
      meta: { title: '抽取结果名单' },
    },
  ],
});
