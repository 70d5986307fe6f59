import { business, defineModule } from '../../frame/module';

const idOf = (route: { params: Record<string, string | string[]> }) => ({
  id: Number(route.params.id),
});

export default defineModule({
  menu: [{ title: '抽查计划', path: '/plans', group: '计划与抽取', roles: business }],
  routes: [
    { path: '/plans', component: () => import('./PlanListPage.vue'), meta: { title: '抽查计划' } },
    {
      path: '/plans/new',
      component: () => import('./PlanEditPage.vue'),
      meta: { title: '编制抽查计划', roles: ['PLANNER'] },
    },
    {
      path: '/plans/:id(\\d+)',
      component: () => import('./PlanDetailPage.vue'),
      props: idOf,
      meta: { title: '抽查计划' },
    },
    {
      path: '/plans/:id(\\d+)/edit',
      component: () => import('./PlanEditPage.vue'),
      props: idOf,
      meta: { title: '修改抽查计划', roles: ['PLANNER'] },
    },
    {
      path: '/plans/:id(\\d+)/exclusions',
      component: () => import('./ExclusionPage.vue'),
      props: idOf,
      meta: { title: '排除对象' },
    },
  ],
});
